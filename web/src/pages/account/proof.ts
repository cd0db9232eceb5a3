// Changes that take one's own password once more, with what the server says of it in words that
// stand beside a field.
import { Refusal } from '@/api/client'
import { duration } from '@/format'

type Say = (key: string, named?: Record<string, unknown>) => string

export async function proven<Answer>(t: Say, call: Promise<Answer>): Promise<Answer> {
  try {
    return await call
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.status === 403 && error.field === 'current')
      throw new Refusal(403, t('account.password.wrong'), error.code, 'current')
    if (error.status === 429)
      throw new Refusal(429, t('account.login.throttled', { wait: duration((error.retryAfter ?? 1) * 1000) }), error.code)
    throw error
  }
}
