// One thing done to many tasks, one after the other: how far it has come, and what failed why.
import { computed, reactive, ref } from 'vue'
import { wordsOf } from '@/composables/notice'

interface Named {
  id: number
  name: string
}

export function useBulk<Row extends Named>() {
  const total = ref(0)
  const done = ref(0)
  const failed = reactive<{ id: number; name: string; reason: string }[]>([])
  const busy = computed(() => total.value > 0)
  let stopped = false

  /** Does it to each; what comes back are those that were not done. */
  async function run(rows: Row[], work: (row: Row) => Promise<unknown>): Promise<Row[]> {
    const left: Row[] = []
    failed.length = 0
    stopped = false
    done.value = 0
    total.value = rows.length
    for (const row of rows) {
      if (stopped) {
        left.push(row)
        continue
      }
      try {
        await work(row)
      } catch (error) {
        left.push(row)
        failed.push({ id: row.id, name: row.name, reason: wordsOf(error) })
      }
      ++done.value
    }
    total.value = 0
    return left
  }

  /** What has not begun yet is left as it is. */
  function stop() {
    stopped = true
  }

  return { total, done, failed, busy, run, stop }
}
