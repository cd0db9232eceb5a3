// The server goes away and comes back; somebody asks for what is not theirs; an address is reloaded.
import { byTest, expect, settled, test } from './fixtures'
import { addPeople, asker, names, password, signIn } from './people'

const lost = '.lost'

test('a lost server is said plainly; when it is back, nothing that was typed is gone', async ({ page, own, watch }) => {
  own.cli(['sample', '--yes'])
  addPeople(own)
  await own.start()
  watch.home(own.url)
  await signIn(page, own, 'admin')
  await page.goto(`${own.url}/businesses/new`)
  await settled(page)
  const name = page.locator('#content input[type="text"]').first()
  await name.fill('Typed before it went')

  watch.allow(/ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET/)
  await own.stop()
  await expect(page.locator(lost)).toBeVisible()
  await page.locator('#content button[type="submit"]').click()
  await expect(page.locator('#content').getByRole('alert').first()).toBeVisible()
  await expect(name).toHaveValue('Typed before it went')

  await own.start()
  await expect(page.locator(lost)).toHaveCount(0)
  await expect(name).toHaveValue('Typed before it went')
  await page.locator('#content button[type="submit"]').click()
  await expect.poll(async () => (await asker(page.context(), own).get('/businesses?search=Typed')).total).toBe(1)
})

test('lists refresh by themselves after the server was away', async ({ page, own, watch }) => {
  own.cli(['sample', '--yes'])
  addPeople(own)
  await own.start()
  watch.home(own.url)
  watch.allow(/ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET/)
  const ask = await signIn(page, own, 'admin')
  await page.goto(`${own.url}/tasks?search=newly`)
  await settled(page)
  await own.stop()
  await expect(page.locator(lost)).toBeVisible()
  await own.start()
  await ask.post('/tasks', { name: 'newly-added', business: 'Backups', every: '1h' })
  await expect(page.getByRole('link', { name: 'newly-added', exact: true })).toBeVisible()
  await expect(page.locator(lost)).toHaveCount(0)
})

test('a server that is away from the start', async ({ page, own, watch }) => {
  own.cli(['sample', '--yes'])
  addPeople(own)
  await own.start()
  watch.home(own.url)
  watch.allow(/status of 503|ERR_FAILED/)
  await signIn(page, own, 'reader')
  await page.route('**/api/**', (route) => route.abort())
  await page.goto(`${own.url}/tasks`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.unroute('**/api/**')
  await page.getByRole('link', { name: 'Try again' }).click()
  await expect(page).toHaveURL(`${own.url}/tasks`)
  await settled(page)
})

test('what belongs to others is not there', async ({ page, server, watch }) => {
  watch.home(server.url)
  watch.allow(/status of 404/)
  const admin = asker(page.context(), server)
  await admin.post('/session', { user: names.admin, password })
  const { rows } = await admin.get('/tasks?search=nightly-backup')
  const narrow = 'narrow.manager'
  server.cli(['user', 'add', narrow, '--role', 'manager', '--business', 'Payroll', '--lang', 'en', '--password', '-'], password)
  await admin.post('/session', { user: narrow, password })

  await page.goto(`${server.url}/tasks`)
  await settled(page)
  await expect(page.getByRole('link', { name: 'payroll-run', exact: true })).toBeVisible()
  await expect(page.getByRole('link', { name: 'nightly-backup', exact: true })).toHaveCount(0)
  for (const address of [`/tasks/${rows[0].id}`, `/tasks/${rows[0].id}/edit`, '/tasks/999999']) {
    await page.goto(server.url + address)
    await expect(page.locator('#content'), address).toContainText(/not found|there is no|nothing here/i)
    await expect(page.locator('#content'), address).not.toContainText('nightly-backup')
  }
  for (const address of ['/businesses/1', '/notifiers/1', '/users/1', '/settings']) {
    await page.goto(server.url + address)
    await expect(page, address).toHaveURL(/\/error\/403$/)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Access denied')
  }
})

test('an address can be reloaded, shared and gone back to', async ({ page, server, watch }) => {
  watch.home(server.url)
  await signIn(page, server, 'admin')
  await page.goto(`${server.url}/tasks?search=backup&sort=name&desc=1`)
  await settled(page)
  await expect(page.getByRole('link', { name: 'nightly-backup', exact: true })).toBeVisible()
  await page.getByRole('link', { name: 'nightly-backup', exact: true }).first().click()
  await expect(page).toHaveURL(/\/tasks\/\d+/)
  await page.reload()
  await settled(page)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('nightly-backup')
  await page.goBack()
  await expect(page).toHaveURL(`${server.url}/tasks?search=backup&sort=name&desc=1`)
  await expect(byTest(page, 'locale')).toBeVisible()
})

test('a page that there is not', async ({ page, server, watch }) => {
  watch.home(server.url)
  await signIn(page, server, 'reader')
  await page.goto(`${server.url}/no/such/page`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Not found')
  await page.getByRole('link', { name: 'To the dashboard' }).click()
  await settled(page)
})

test('a page that an upgrade has left behind begins anew, where it was going', async ({ page, server, watch }) => {
  watch.home(server.url)
  watch.allow(/status of 404/, /dynamically imported module/)
  await signIn(page, server, 'admin')
  await page.goto(server.url)
  await settled(page)
  // Before the upgrade the parts had other names: those that the open page knows are gone.
  let begunAnew = false
  page.on('domcontentloaded', () => (begunAnew = true))
  await page.route(/assets\/Audit-.*\.js$/, (route) => (begunAnew ? route.continue() : route.fulfill({ status: 404, body: '' })))
  await page.evaluate(() => Object.assign(window, { before: true }))
  await page.locator('nav a[href="/audit"]').first().click()
  await expect(page).toHaveURL(`${server.url}/audit`)
  await settled(page)
  expect(await page.evaluate(() => 'before' in window)).toBe(false)
})
