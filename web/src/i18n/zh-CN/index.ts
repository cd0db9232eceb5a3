import account from './account'
import alerts from './alerts'
import businesses from './businesses'
import common from './common'
import dashboard from './dashboard'
import settings from './settings'
import task from './task'
import tasks from './tasks'
import users from './users'

export default { account, alerts, businesses, common, dashboard, settings, task, tasks, users }
