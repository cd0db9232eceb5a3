import { expect, test } from 'vitest'
import { curlFor } from './token'

test('an example that runs as it stands', () => {
  expect(curlFor('read', 'cm_x', 'https://c.example')).toBe(
    "curl -fsS -m 10 --retry 3 \\\n  -H 'Authorization: Bearer cm_x' \\\n  https://c.example/api/cronmon/v1/tasks",
  )
})

test('a token that may only ping is led to the address of the ping', () => {
  expect(curlFor('ping', 'cm_x', 'https://c.example')).toMatch(/ -L [^]*\/tasks\/TASK\/ping$/)
})
