// An assignment is a pair and has no number of its own; lists need one.
import type { Schemas } from '@/api/client'

export type Row = Schemas['Assignment'] & { id: number }

const notifiers_max = 2 ** 26 // times as many businesses fit into a whole number of JavaScript

export const idOf = (pair: { business: { id: number }; notifier: { id: number } }) =>
  pair.business.id * notifiers_max + pair.notifier.id

export const withIds = (rows: Schemas['Assignment'][]): Row[] => rows.map((row) => ({ ...row, id: idOf(row) }))
