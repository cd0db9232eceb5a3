// Tags as a task and an address have them: words, separated by blanks.
export const tagsOf = (text: string): string[] => [...new Set(text.split(' ').filter(Boolean))]

export const withTag = (text: string, tag: string): string => [...new Set([...tagsOf(text), tag])].join(' ')

export const withoutTag = (text: string, tag: string): string => tagsOf(text).filter((one) => one !== tag).join(' ')
