// What a task's form says before the server is asked.
import { describe, expect, test } from 'vitest'
import { emptyForm, type TaskForm } from './model'
import { taskRules } from './rules'

const rules = taskRules((key) => key)
type Field = keyof typeof rules
const said = (field: Field, value: string, parts: Partial<TaskForm> = {}) =>
  (rules[field] as (value: unknown, form: TaskForm) => string)(value, { ...emptyForm('UTC'), ...parts })

describe('a field of the form', () => {
  test.each([
    ['grace', '1s'], ['grace', '365d'], ['tolerance', ''], ['tolerance', '0s'], ['maxRun', ''], ['maxRun', '2h'], ['minRun', '10s'],
    ['alertAfter', '1'], ['recoverAfter', ' 100 '], ['slug', ''], ['slug', 'nightly_backup-2'], ['tags', 'db nightly'], ['description', 'x'.repeat(5000)],
  ] as [Field, string][])('%s: %j is fine', (field, value) => expect(said(field, value)).toBe(''))

  test.each([
    ['grace', '', 'common.form.required'], ['grace', '0s', 'tasks.rule.graceRange'], ['grace', 'soon', 'tasks.rule.length'],
    ['tolerance', '400d', 'tasks.rule.toleranceRange'], ['maxRun', '500ms', 'tasks.rule.graceRange'], ['minRun', '1 hour', 'tasks.rule.length'],
    ['alertAfter', '0', 'tasks.rule.inARow'], ['alertAfter', '101', 'tasks.rule.inARow'], ['recoverAfter', '', 'tasks.rule.inARow'], ['recoverAfter', '1.5', 'tasks.rule.inARow'],
    ['slug', 'Nightly', 'tasks.rule.slug'], ['slug', 'a b', 'tasks.rule.slug'], ['slug', 'x'.repeat(101), 'common.form.length'],
    ['tags', 'x'.repeat(501), 'common.form.length'], ['description', 'x'.repeat(5001), 'common.form.length'], ['startWords', 'x'.repeat(201), 'common.form.length'],
  ] as [Field, string, string][])('%s: %j is not', (field, value, words) => expect(said(field, value)).toBe(words))

  test('of the shortest run is below the longest', () => {
    expect(said('minRun', '10s', { maxRun: '10' })).toBe('')
    expect(said('minRun', '10m', { maxRun: '10' })).toBe('tasks.rule.runOrder')
  })

  test('of words is needed where words decide', () => {
    expect(said('successWords', '')).toBe('')
    expect(said('successWords', ' , ', { byBody: true, failureWords: ',' })).toBe('tasks.rule.noWords')
    expect(said('successWords', '', { byBody: true, failureWords: 'error' })).toBe('')
  })
})
