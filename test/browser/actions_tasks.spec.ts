import { expect, test } from './fixtures'
import { speaker } from './actions'
test('x', () => { expect(speaker('zh')('common.form.email')).toContain('@') })
