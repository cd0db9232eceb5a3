// Many tasks, one after the other: what fails is told, and does not keep the others from it.
import { describe, expect, test } from 'vitest'
import { Refusal } from '@/api/client'
import { useBulk } from './useBulk'

const rows = [1, 2, 3].map((id) => ({ id, name: `task-${id}` }))

describe('many tasks', () => {
  test('are done in order, and counted', async () => {
    const bulk = useBulk<(typeof rows)[0]>()
    const seen: string[] = []
    const left = await bulk.run(rows, async (row) => {
      seen.push(`${row.id} after ${bulk.done.value} of ${bulk.total.value}`)
    })
    expect(seen).toEqual(['1 after 0 of 3', '2 after 1 of 3', '3 after 2 of 3'])
    expect(left).toEqual([])
    expect(bulk.busy.value).toBe(false)
  })

  test('that fail are named with the reason', async () => {
    const bulk = useBulk<(typeof rows)[0]>()
    const left = await bulk.run(rows, async (row) => {
      if (row.id === 2) throw new Refusal(409, 'business: is disabled')
    })
    expect(left).toEqual([rows[1]])
    expect(bulk.failed).toEqual([{ id: 2, name: 'task-2', reason: 'business: is disabled' }])
    await bulk.run(left, async () => {})
    expect(bulk.failed).toEqual([])
  })

  test('can be stopped', async () => {
    const bulk = useBulk<(typeof rows)[0]>()
    const left = await bulk.run(rows, async () => bulk.stop())
    expect(left).toEqual(rows.slice(1))
    expect(bulk.failed).toEqual([])
  })
})
