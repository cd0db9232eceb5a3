import type en from '../en/account'

const sentences: typeof en = {
  login: { title: '登录' },
  setup: { title: '设置密码' },
}

export default sentences
