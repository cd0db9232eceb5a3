// What all snippets are made of: what is pinged, the words of the comments, and quoting.
export interface Pinged {
  url: string
  schedule: string
  kind: 'every' | 'cron' | 'calendar'
  tz: string
  /** Only POST counts. */
  post?: boolean
  /** Words in the body say how it went, so the output has to come along. */
  byBody?: boolean
}

/** Words of the comments, in the reader's language. */
export interface Comments {
  /** Stands where the reader's own command goes; a word of a shell. */
  command: string
  job: string
  /** The schedule in words. */
  schedule: string
  /** The schedule is none of cron: its five fields are the reader's to choose. */
  fields: string
  /** cron itself may not know this expression. */
  notPlain: string
}

/** What is told: that it has ended well, or its start and its end, however that was. */
export type Form = 'end' | 'run'

export type Writer = (task: Pinged, words: Comments, form: Form) => string

/** In single quotes if a shell would see more in it than a word. */
export function shellWord(text: string): string {
  return /^[\w.~:/%@+,=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}
export const powershellWord = (text: string) => `'${text.replaceAll("'", "''")}'`
export const phpWord = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
/** A literal of Python, JavaScript, Go and Java alike. */
export const quoted = (text: string) => JSON.stringify(text)
/** To cron an unescaped percent sign is the end of the line. */
export const cronEscaped = (command: string) => command.replaceAll('%', '\\%')
/** A comment is one line. */
export const comment = (mark: string, text: string) => `${mark} ${text.replace(/\s+/g, ' ')}`
