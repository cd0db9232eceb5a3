// A value that stays the same object as long as it says the same, so that no chart is drawn anew
// (and what the reader points at is not lost) just because the server was asked again.
import { shallowRef, watch, type ShallowRef } from 'vue'
import { unlessSame } from './numbers'

export function useKept<Value>(current: () => Value): ShallowRef<Value> {
  const kept = shallowRef(current()) as ShallowRef<Value>
  watch(current, (value) => (kept.value = unlessSame(kept.value, value)))
  return kept
}
