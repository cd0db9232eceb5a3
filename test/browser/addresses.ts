// Every address of the pages, and who may open it.
import type { Role } from './people'

interface Asker {
  get(path: string): Promise<{ rows: { id: number; name: string }[] }>
}

export interface Address {
  /** For file names and steps. */
  name: string
  path: string
  roles: Role[]
}

const all: Role[] = ['admin', 'manager', 'reader']
const manage: Role[] = ['admin', 'manager']
const admin: Role[] = ['admin']

/** `ask` of an administrator: which task, business, notifier and user there are. */
export async function addresses(ask: Asker): Promise<Address[]> {
  const first = async (what: string) => (await ask.get(`/${what}?length=1`)).rows[0]!.id
  const task = (await ask.get('/tasks?search=mail-queue')).rows[0]!.id
  const [business, notifier, user] = [await first('businesses'), await first('notifiers'), await first('users')]
  return [
    { name: 'dashboard', path: '/', roles: all },
    { name: 'tasks', path: '/tasks', roles: all },
    { name: 'task', path: `/tasks/${task}`, roles: all },
    { name: 'task-new', path: '/tasks/new', roles: manage },
    { name: 'task-edit', path: `/tasks/${task}/edit`, roles: manage },
    { name: 'alerts', path: '/alerts', roles: all },
    { name: 'notifiers', path: '/notifiers', roles: all },
    { name: 'assignments', path: '/assignments', roles: all },
    { name: 'account', path: '/account', roles: all },
    { name: 'about', path: '/about', roles: all },
    { name: 'businesses', path: '/businesses', roles: admin },
    { name: 'business-new', path: '/businesses/new', roles: admin },
    { name: 'business-edit', path: `/businesses/${business}`, roles: admin },
    { name: 'notifier-new', path: '/notifiers/new', roles: admin },
    { name: 'notifier-edit', path: `/notifiers/${notifier}`, roles: admin },
    { name: 'users', path: '/users', roles: admin },
    { name: 'user-new', path: '/users/new', roles: admin },
    { name: 'user-edit', path: `/users/${user}`, roles: admin },
    { name: 'permissions', path: `/users/${user}/permissions`, roles: admin },
    { name: 'settings', path: '/settings', roles: admin },
    { name: 'audit', path: '/audit', roles: admin },
    { name: 'guide', path: '/first-steps', roles: admin },
  ]
}

/** Open to who has not signed in. */
export const openAddresses = [
  { name: 'login', path: '/login' },
  { name: 'setup', path: '/setup#/setup/no-such-secret' },
  { name: 'error-401', path: '/error/401' },
  { name: 'error-403', path: '/error/403' },
  { name: 'error-404', path: '/nowhere/at/all' },
  { name: 'error-500', path: '/error/500' },
]
