// Somebody who has just installed cronmon: from an empty database to the first watched job, and to
// the letter that says it did not run.
import { byTest, expect, settled, test } from './fixtures'
import { password } from './people'

test('from nothing to green, and to a letter that it is down', async ({ page, own, mailbox, watch }) => {
  await own.start()
  watch.home(own.url)
  const icon = page.locator('link[rel=icon]')

  await test.step('the link that the server printed leads to a password', async () => {
    const link = () => /http\S+\/#\/setup\/\S+/.exec(own.said)?.[0]
    await expect.poll(link).toBeTruthy()
    await page.goto(link()!)
    await page.locator('input[name="new-password"]').fill(password)
    await page.locator('input[name="new-password-again"]').fill(password)
    await page.locator('button[type="submit"]').click()
    await expect(page).toHaveURL(`${own.url}/first-steps`)
  })

  await test.step('the dashboard leads to the first steps, too', async () => {
    await page.goto(own.url)
    await expect(byTest(page, 'start-here')).toBeVisible()
    await byTest(page, 'to-guide').click()
    await settled(page)
    await expect(byTest(page, 'step-mail')).toHaveAttribute('data-standing', 'open')
  })

  const save = (step: string) => byTest(page, `step-${step}`).locator('form').first().locator('button[type="submit"]').click()
  const done = (step: string) => expect(byTest(page, `step-${step}`)).toHaveAttribute('data-standing', 'done')

  await test.step('a mail server, and a test letter that arrives', async () => {
    await byTest(page, 'smtp-host').fill('127.0.0.1')
    await byTest(page, 'smtp-port').fill(String(mailbox.port))
    await byTest(page, 'smtp-from').fill('CRONMON <cronmon@example.org>')
    await save('mail')
    await done('mail')
    await byTest(page, 'test-address').fill('newcomer@example.org')
    await byTest(page, 'send-test').click()
    await expect(byTest(page, 'letter-outcome').locator('.notice--good')).toBeVisible()
    expect(mailbox.to('newcomer@example.org')).toHaveLength(1)
    await byTest(page, 'mail-next').click()
  })

  await test.step('somebody to tell', async () => {
    await byTest(page, 'notifier-name').fill('Ann')
    await byTest(page, 'notifier-email').fill('ann@example.org')
    await save('notifier')
    await done('notifier')
  })

  await test.step('a business that tells them', async () => {
    await byTest(page, 'business-name').fill('Nightly jobs')
    await expect(page.getByRole('checkbox', { name: /Ann/ })).toBeChecked()
    await save('business')
    await done('business')
  })

  await test.step('the steps are as far when somebody comes back', async () => {
    await page.reload()
    await settled(page)
    await done('business')
    await expect(byTest(page, 'task-name')).toBeVisible()
  })

  await test.step('a task', async () => {
    await byTest(page, 'task-name').fill('backup')
    await byTest(page, 'task-when').selectOption('every')
    await byTest(page, 'task-schedule').fill('5s')
    await byTest(page, 'task-grace').fill('1s')
    await expect(byTest(page, 'task-meaning')).toContainText('every 5 seconds')
    await save('task')
    await done('task')
    await expect(byTest(page, 'ping-waiting')).toBeVisible()
  })

  await test.step('its first ping turns it green by itself', async () => {
    const line = await byTest(page, 'ping-curl').locator('code').innerText()
    const answer = await fetch(/http\S+/.exec(line)![0])
    expect(answer.status).toBe(200)
    await expect(byTest(page, 'ping-came')).toBeVisible()
    await done('ping')
    await expect(byTest(page, 'guide-end')).toBeVisible()
  })

  await test.step('then nothing more comes: the letter arrives, and every page says so', async () => {
    const letters = () => mailbox.to('ann@example.org').filter((letter) => /down/i.test(letter.subject ?? ''))
    await expect.poll(() => letters().length, { timeout: 20_000 }).toBeGreaterThan(0)
    expect(letters()[0]!.text).toContain('backup')
    await expect(page).toHaveTitle(/^\(1 down\) /)
    await expect(icon).toHaveAttribute('href', '/favicon-down.svg')
    await byTest(page, 'guide-task').click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText('backup')
    await expect(page.locator('.state--down').first()).toBeVisible()
    await page.goto(own.url)
    await expect(byTest(page, 'trouble')).toContainText('backup')
  })
})
