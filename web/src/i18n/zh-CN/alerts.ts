import type en from '../en/alerts'

const sentences: typeof en = {
  when: '时间',
  task: '任务',
  what: '事件',
  whom: '收件人',
  outcome: '结果',
  attempts: '尝试 {count} 次',
  next: '下次尝试：',
  all: '全部',
  status: { owed: '待发送', sent: '已发送', failed: '失败' },
  statusHelp: {
    owed: '尚未送达，cronmon 会继续尝试',
    sent: '邮件服务器已接收',
    failed: '已放弃',
  },
  channel: { email: '通过邮件' },
  onlyTask: '仅显示任务 {task}',
  searchHint: '按任务或地址搜索',
  empty: '还没有告警。任务中断或恢复时，这里会显示通知了谁。',
  mailOff: '尚未设置邮件服务器。告警会等待发送，一天后放弃。',
  retry: '立即重试',
  retryOf: '立即重试：{task} 发给 {to}',
  retried: '正在重新联系 {to}。',
  hint: {
    when: '任务中断或恢复时，会立即为其业务的每个已启用通知人记录一条告警；重启不会丢失。',
    retry: '如果无法连接邮件服务器，cronmon 会重试：先等 10 秒，之后每次加倍，最长半小时。',
    failed: '24 小时仍未成功，或者邮件服务器明确拒收时，告警记为失败。点击“立即重试”可以再试一次。',
  },
}

export default sentences
