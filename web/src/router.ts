// Every page's address. Who may open it is said here; the server says it once more.
import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { onSignedOut, Refusal, renewed, Unreachable } from '@/api/client'
import { account, isAdmin, mayManage, recall } from '@/session'

declare module 'vue-router' {
  interface RouteMeta {
    /** Key of the title's sentence. */
    title: string
    /** Open to everybody, without the frame of navigation. */
    open?: boolean
    admin?: boolean
    manage?: boolean
    /** Which entry of the navigation it belongs to, if that is another page. */
    under?: string
  }
}

const routes: RouteRecordRaw[] = [
  { path: '/', name: 'home', component: () => import('@/pages/dashboard/Dashboard.vue'), meta: { title: 'common.nav.home' } },
  { path: '/login', name: 'login', component: () => import('@/pages/account/Login.vue'), meta: { title: 'account.login.title', open: true } },
  { path: '/setup', name: 'setup', component: () => import('@/pages/account/Setup.vue'), meta: { title: 'account.setup.title', open: true } },
  { path: '/account', name: 'account', component: () => import('@/pages/account/Account.vue'), meta: { title: 'common.nav.account' } },
  { path: '/first-steps', name: 'guide', component: () => import('@/pages/dashboard/Guide.vue'), meta: { title: 'common.nav.guide', admin: true } },

  { path: '/tasks', name: 'tasks', component: () => import('@/pages/tasks/List.vue'), meta: { title: 'common.nav.tasks' } },
  { path: '/tasks/new', name: 'task-new', component: () => import('@/pages/tasks/Edit.vue'), meta: { title: 'tasks.addTitle', manage: true, under: 'tasks' } },
  { path: '/tasks/:task', name: 'task', component: () => import('@/pages/task/Detail.vue'), props: true, meta: { title: 'task.title', under: 'tasks' } },
  { path: '/tasks/:task/edit', name: 'task-edit', component: () => import('@/pages/tasks/Edit.vue'), props: true, meta: { title: 'tasks.editTitle', manage: true, under: 'tasks' } },

  { path: '/businesses', name: 'businesses', component: () => import('@/pages/businesses/List.vue'), meta: { title: 'common.nav.businesses', admin: true } },
  { path: '/businesses/new', name: 'business-new', component: () => import('@/pages/businesses/Edit.vue'), meta: { title: 'businesses.addTitle', admin: true, under: 'businesses' } },
  { path: '/businesses/:business', name: 'business', component: () => import('@/pages/businesses/Edit.vue'), props: true, meta: { title: 'businesses.editTitle', admin: true, under: 'businesses' } },
  { path: '/notifiers', name: 'notifiers', component: () => import('@/pages/notifiers/List.vue'), meta: { title: 'common.nav.notifiers' } },
  { path: '/notifiers/new', name: 'notifier-new', component: () => import('@/pages/notifiers/Edit.vue'), meta: { title: 'businesses.notifier.addTitle', admin: true, under: 'notifiers' } },
  { path: '/notifiers/:notifier', name: 'notifier', component: () => import('@/pages/notifiers/Edit.vue'), props: true, meta: { title: 'businesses.notifier.editTitle', admin: true, under: 'notifiers' } },
  { path: '/assignments', name: 'assignments', component: () => import('@/pages/assignments/List.vue'), meta: { title: 'common.nav.assignments' } },

  { path: '/alerts', name: 'alerts', component: () => import('@/pages/alerts/List.vue'), meta: { title: 'common.nav.alerts' } },

  { path: '/users', name: 'users', component: () => import('@/pages/users/List.vue'), meta: { title: 'common.nav.users', admin: true } },
  { path: '/users/new', name: 'user-new', component: () => import('@/pages/users/Edit.vue'), meta: { title: 'users.addTitle', admin: true, under: 'users' } },
  { path: '/users/:user', name: 'user', component: () => import('@/pages/users/Edit.vue'), props: true, meta: { title: 'users.editTitle', admin: true, under: 'users' } },
  { path: '/users/:user/permissions', name: 'permissions', component: () => import('@/pages/users/Permissions.vue'), props: true, meta: { title: 'users.permissionsTitle', admin: true, under: 'users' } },

  { path: '/settings', name: 'settings', component: () => import('@/pages/settings/Settings.vue'), meta: { title: 'common.nav.settings', admin: true } },
  { path: '/audit', name: 'audit', component: () => import('@/pages/settings/Audit.vue'), meta: { title: 'common.nav.audit', admin: true } },
  { path: '/about', name: 'about', component: () => import('@/pages/settings/About.vue'), meta: { title: 'common.nav.about' } },

  { path: '/error/:code(401|403|500)', name: 'error', component: () => import('@/pages/ErrorPage.vue'), props: (to) => ({ code: Number(to.params.code) }), meta: { title: 'common.error.e500', open: true } },
  { path: '/:rest(.*)*', name: 'nowhere', component: () => import('@/pages/ErrorPage.vue'), props: { code: 404 }, meta: { title: 'common.error.e404' } },
]

export const router = createRouter({
  history: createWebHistory(),
  routes,
  scrollBehavior: (to, _from, saved) =>
    saved ?? (/^#[\w-]+$/.test(to.hash) ? { el: to.hash, top: 12 } : { top: 0 }),
})

/** Only addresses of ours: who comes back from signing in is not sent anywhere else. */
export function safeNext(next: unknown): string {
  if (typeof next !== 'string' || !/^\/(?![/\\])/.test(next)) return '/'
  return router.resolve(next).meta.open ? '/' : next
}

let asked = false

router.beforeEach(async (to) => {
  // The secret of a set-up link stands behind the #, which no browser sends to a server.
  if (to.hash.startsWith('#/setup/') && to.name !== 'setup') return { name: 'setup', hash: to.hash }
  if (!asked && !(to.meta.open && to.name !== 'login')) {
    try {
      await recall()
      asked = true
    } catch (error) {
      // A proxy that answers for a server that does not is no better than no answer.
      if (error instanceof Unreachable || error instanceof Refusal) return to.name === 'error' || { name: 'error', params: { code: 500 }, query: { next: to.fullPath } }
      throw error
    }
  }
  if (to.name === 'login' && account.value) return safeNext(to.query.next)
  if (to.meta.open) return true
  if (!account.value) return { name: 'login', query: to.fullPath === '/' ? {} : { next: to.fullPath } }
  if ((to.meta.admin && !isAdmin.value) || (to.meta.manage && !mayManage.value))
    return { name: 'error', params: { code: 403 } }
  return true
})

onSignedOut(async () => {
  await renewed()
  // Who has just changed the password has a new session, which that request did not know of.
  if (account.value && (await recall().catch(() => true))) return
  account.value = null
  const at = router.currentRoute.value
  if (!at.meta.open) void router.replace({ name: 'login', query: { next: at.fullPath, ended: '1' } })
})

// After an upgrade an open page asks for parts that are gone, and begins anew with those that are
// there; but not again and again if even then one is missing.
const begunAnew = 'cronmon.begunAnew'
const missingPart = /dynamically imported module|module script failed|preload CSS/i

router.onError((error, to) => {
  if (!missingPart.test(String(error))) return
  if (Date.now() - Number(sessionStorage.getItem(begunAnew)) < 60_000) return
  sessionStorage.setItem(begunAnew, String(Date.now()))
  window.location.assign(to.fullPath)
})
