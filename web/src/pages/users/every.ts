// Lists that are needed whole: every page of them, one after the other.
import { api, told, type Schemas } from '@/api/client'

export type Business = Schemas['Business']
export type User = Schemas['User']

interface PageOf<Row> {
  rows: Row[]
  total: number
}

export const wholePage = 1000

/** The server gives at most so many rows at a time. */
export async function every<Row>(ask: (page: number) => Promise<PageOf<Row>>): Promise<Row[]> {
  const rows: Row[] = []
  for (let page = 1; ; ++page) {
    const answer = await ask(page)
    rows.push(...answer.rows)
    if (answer.rows.length === 0 || rows.length >= answer.total) return rows
  }
}

/** In the order of their names, with those that are disabled. */
export const everyBusiness = () =>
  every<Business>((page) =>
    told(api.GET('/api/cronmon/v1/businesses', { params: { query: { page, length: wholePage, sort: 'name' } } })),
  )

/** One page of rows that are all at hand. */
export function pageOf<Row>(rows: Row[], page: number, length: number): PageOf<Row> {
  return { rows: rows.slice((page - 1) * length, page * length), total: rows.length }
}
