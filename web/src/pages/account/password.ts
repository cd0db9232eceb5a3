// What a new password must be, said while it is typed and once more when it is sent.
export const passwordMin = 8
export const passwordMax = 128

/** The server counts characters, not UTF-16 units. */
export const charactersOf = (text: string) => [...text].length

export interface Verdict {
  length: boolean
  alike: boolean
}

export function judge(password: string, again: string): Verdict {
  const count = charactersOf(password)
  return {
    length: count >= passwordMin && count <= passwordMax,
    alike: password !== '' && password === again,
  }
}

type Say = (key: string, named?: Record<string, unknown>) => string

/** Rules for the fields `password` and `again` of a form. */
export const passwordRules = (t: Say) => ({
  password: (value: string) => {
    const count = charactersOf(value)
    if (count === 0) return t('common.form.required')
    const named = { min: passwordMin, max: passwordMax, count }
    return judge(value, value).length ? '' : t('common.form.length', named)
  },
  again: (value: string, model: { password: string }) =>
    value === model.password ? '' : t('account.password.differ'),
})
