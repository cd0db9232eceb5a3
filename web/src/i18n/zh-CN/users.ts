import type en from '../en/users'

const sentences: typeof en = {
  addTitle: '新增用户',
  editTitle: '编辑用户',
  permissionsTitle: '业务权限',
}

export default sentences
