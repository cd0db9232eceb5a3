// Days and months on the axes: those of the server, which are of UTC.
import { locale } from '@/i18n'

const words = (options: Intl.DateTimeFormatOptions) => (seconds: number) =>
  new Intl.DateTimeFormat(locale.value, { ...options, timeZone: 'UTC' }).format(seconds * 1000)

export const dayText = words({ month: 'short', day: 'numeric' })
export const monthText = words({ year: 'numeric', month: '2-digit' })
