#include "http/chinese_sentences.h"

namespace cronmon {
namespace {

constexpr Counterpart sentences[] = {
    // Titles.
    {"A value is against a rule", "输入不符合要求"},
    {"The request is malformed", "请求格式有误"},
    {"There is no such thing", "找不到该对象"},
    {"It is taken, or not as things stand", "与现有数据或当前状态冲突"},
    {"It was changed meanwhile", "数据已被他人修改"},
    {"Sign in first", "请先登录"},
    {"Too many tries", "尝试次数过多"},
    {"Not for this caller", "没有权限"},
    {"Not now, try again", "暂时无法处理，请稍后重试"},
    {"Somebody else could not be reached", "无法连接外部服务"},
    {"There is no such page", "页面不存在"},
    {"Not with this method", "不支持该请求方法"},
    {"Not in this form", "不支持该内容类型"},
    {"It went wrong on our side", "服务器内部错误"},

    // Who asks.
    {"caller: is not known, sign in first", "尚未登录，请先登录"},
    {"caller: too many wrong tries, wait {} s", "错误次数过多，请等待 {} 秒后再试"},
    {"caller: {} may not {}", "{}无权{}"},
    {"user: name or password is wrong", "用户名或密码错误"},
    {"authorization: name or password is wrong", "API 用户名或 API 密码错误"},
    {"code: of the second factor is missing", "请输入两步验证的验证码"},
    {"secret: the set-up link was used or has expired, ask for another one",
     "设置密码的链接已被使用或已过期，请重新索取"},

    // What is said of a schedule quotes the part that is wrong.
    {"schedule: {} '{}' must be {} to {}", "循环周期：{} '{}' 必须在 {} 到 {} 之间"},
    {"schedule: {} '{}' must be {} to {}, L or LW",
     "循环周期：{} '{}' 必须在 {} 到 {} 之间，或为 L、LW"},
    {"schedule: {} '{}' must be {} to {} or JAN to DEC",
     "循环周期：{} '{}' 必须在 {} 到 {} 之间，或为 JAN 到 DEC"},
    {"schedule: {} '{}' must be {} to {} or SUN to SAT, or like 5L or MON#2",
     "循环周期：{} '{}' 必须在 {} 到 {} 之间，或为 SUN 到 SAT，或形如 5L、MON#2"},
    {"schedule: {} '{}' must be whole", "循环周期：{} '{}' 必须是整数"},
    {"schedule: {} '{}' must ascend", "循环周期：{} '{}' 必须从小到大"},
    {"schedule: {} '{}' must have a step of 1 or more", "循环周期：{} '{}' 的步长至少为 1"},
    {"schedule: {} '{}' must be repeated by 1 or more", "循环周期：{} '{}' 的重复间隔至少为 1"},
    {"schedule: {} '{}' must have a value on both sides of a comma",
     "循环周期：{} '{}' 的逗号两边都要有值"},
    {"schedule: {} '{}' must have 1 to 5 after the #", "循环周期：{} '{}' 的 # 之后必须是 1 到 5"},
    {"schedule: {} '{}' must be Mon to Sun", "循环周期：{} '{}' 必须是 Mon 到 Sun"},
    {"schedule: {} '{}' must ascend from Mon to Sun", "循环周期：{} '{}' 必须按 Mon 到 Sun 的顺序"},
    {"schedule: {} '{}' must be hour:minute or hour:minute:second",
     "循环周期：{} '{}' 必须是“时:分”或“时:分:秒”"},
    {"schedule: {} '{}' must be of the form `Mon..Fri 2026-1-31 10:00:00`, or a word such as daily",
     "循环周期：{} '{}' 必须形如 Mon..Fri 2026-1-31 10:00:00，或是 daily 之类的词"},
    {"schedule: {} '{}' must be @hourly, @daily, @midnight, @weekly, @monthly, @yearly or "
     "@annually",
     "循环周期：{} '{}' 必须是 @hourly、@daily、@midnight、@weekly、@monthly、@yearly 或 "
     "@annually"},
    {"schedule: {} '{}' must have 5 fields (minute, hour, day of month, month, day of week), "
     "found {}",
     "循环周期：{} '{}' 必须有 5 个字段（分 时 日 月 周），实际有 {} 个"},
    {"schedule: {} '{}' must have at most {} characters", "循环周期：{} '{}' 不能超过 {} 个字符"},
    {"schedule: {} '{}' must not be empty", "循环周期：{} '{}' 不能为空"},
    {"schedule: {} '{}' must be a duration (1h30m), 5 fields of cron (0 2 * * *) or a calendar "
     "event (Mon..Fri 10:00)",
     "循环周期：{} '{}' 必须是时长（1h30m）、5 个字段的 cron 表达式（0 2 * * *）"
     "或日历事件（Mon..Fri 10:00）"},

    // What goes wrong on our side.
    {"method: must be one of {} at {}, got {}", "请求方法：只能是 {}（路径 {}），实际为 {}"},
    {"database {}: disk full while {}; free some space, pings are refused until then",
     "数据库 {}：{}时磁盘已满；请释放空间，在此之前上报会被拒绝"},
    {"database {}: the disk failed while {} ({})", "数据库 {}：{}时磁盘出错（{}）"},
    {"database {} is locked by another program", "数据库 {} 被另一个程序锁定"},
    {"database {} is corrupt ({}); restore a backup", "数据库 {} 已损坏（{}）；请恢复备份"},
    {"database {} is not a cronmon database", "数据库 {} 不是 cronmon 的数据库"},
    {"database {} cannot be opened ({}): it and its directory must be writable",
     "数据库 {} 无法打开（{}）：文件及其目录必须可写"},
    {"database {} holds {} that cannot be read; restore a backup",
     "数据库 {} 中有无法读取的数据（{}）；请恢复备份"},
    {"database {}: {} while {}", "数据库 {} 出错：{}（正在{}）"},
};

constexpr Counterpart rules[] = {
    // Texts and numbers.
    {"is missing", "必须填写"},
    {"must not be empty", "不能为空"},
    {"must be valid UTF-8", "必须是有效的 UTF-8 文本"},
    {"must be valid UTF-8 without control characters", "必须是有效的 UTF-8 文本，且不含控制字符"},
    {"must not contain control characters", "不能包含控制字符"},
    {"must not begin or end with a blank", "首尾不能有空格"},
    {"must not contain a colon", "不能包含冒号"},
    {"must have {} to {} characters", "长度必须为 {} 到 {} 个字符"},
    {"must have {} to {} characters, got {} in {}", "长度必须为 {} 到 {} 个字符，实际为 {} 个：{}"},
    {"must have exactly {} characters", "长度必须正好为 {} 个字符"},
    {"must have at most {} bytes", "不能超过 {} 字节"},
    {"must be {} to {}", "必须在 {} 到 {} 之间"},
    {"must be at most {}", "不能超过 {}"},
    {"must be one of {}", "必须是 {} 之一"},
    {"must be a duration such as 90s, 5m, 1h30m or 2d", "必须是时长，例如 90s、5m、1h30m 或 2d"},
    {"must be a time such as 2026-11-23T01:02:03Z, 2026-11-23 or unix seconds",
     "必须是时间，例如 2026-11-23T01:02:03Z、2026-11-23 或 Unix 时间戳"},
    {"must be in the future", "必须是将来的时间"},
    {"must be an address such as ops@example.org", "必须是邮件地址，例如 ops@example.org"},

    // Words.
    {"must be zh or en", "必须是 zh 或 en"},
    {"must be admin, manager or reader", "必须是 admin、manager 或 reader"},
    {"must be read, write or ping", "必须是 read、write 或 ping"},
    {"must be none, starttls or tls", "必须是 none、starttls 或 tls"},
    {"must be cronmon or original", "必须是 cronmon 或 original"},

    // Settings.
    {"must be a host name or an address without a port", "必须是主机名或 IP 地址，不带端口"},
    {"must have a host name", "必须包含主机名"},
    {"must have a port of 1 to 65535", "端口必须在 1 到 65535 之间"},
    {"must be empty or http(s)://host[:port][/path]",
     "必须为空，或形如 http(s)://主机[:端口][/路径]"},
    {"must be an address or Name <address>", "必须是邮件地址，或“名称 <邮件地址>”的形式"},

    // Schedules and zones.
    {"must be one of cron, every or calendar, got {} of them",
     "必须在 cron、every、calendar 中选且只选一个，实际给了 {} 个"},
    {"period must be {} to {}", "间隔必须在 {} 到 {} 之间"},
    {"{} has no time in the future", "{} 今后不会再有执行时间"},
    {"unknown time zone {}", "未知的时区 {}"},
    {"unknown time zone {}, use a name such as Asia/Shanghai or Europe/Berlin",
     "未知的时区 {}，请使用 Asia/Shanghai、Europe/Berlin 这样的名称"},

    // What there is and is not.
    {"there is no {}", "{} 不存在"},
    {"there is no parameter {}", "没有参数 {}"},
    {"there is none with id {}", "id 为 {} 的记录不存在"},
    {"there is none with this id", "没有该 id 的记录"},
    {"there is nothing at {}", "{} 不存在"},
    {"you have none with this id", "你没有该 id 的记录"},
    {"{} is already taken", "{} 已被使用"},
    {"was removed meanwhile", "刚刚已被删除"},
    {"was changed meanwhile, revision {} is now {}",
     "已被他人修改，你看到的版本是 {}，现在的版本是 {}"},
    {"what {} signs in with was changed meanwhile", "{} 的登录凭据刚刚已被修改"},
    {"is not told about this business", "不是该业务的通知人"},
    {"was not granted to {}", "没有授权给 {}"},
    {"{} is disabled; enable it first", "{} 已禁用，请先启用"},
    {"{} is the last administrator and cannot be removed, disabled or demoted",
     "{} 是最后一个系统管理员，不能删除、禁用或降级"},
    {"a user has at most {} of them", "每个用户最多只能有 {} 个"},
    {"it was delivered already", "已经送达"},

    // Who asks.
    {"must be Bearer with a token, or Basic", "必须是 Bearer 加令牌，或 Basic"},
    {"must be Basic with name:password in base64", "必须是 Basic 加 base64 编码的“用户名:密码”"},
    {"is not known, or was revoked", "无效，或已被吊销"},
    {"has expired", "已过期"},
    {"its user is disabled", "所属用户已被禁用"},
    {"is wrong, or was used before", "不正确，或已经用过"},
    {"is wrong; is the clock of the device right?", "不正确，请检查设备的时间是否准确"},
    {"is not your password", "不正确"},
    {"must be the one that was shown", "必须与页面上显示的一致"},
    {"you did not sign in with one", "你不是以会话方式登录的"},
    {"the request does not come from this site", "请求不是来自本站"},

    // Requests.
    {"must be JSON, and is malformed", "必须是 JSON，但格式有误"},
    {"must be a JSON object", "必须是 JSON 对象"},
    {"there is no field {}, use {}", "没有字段 {}，可用的字段有：{}"},
    {"there is no field {}", "没有字段 {}"},
    {"must be a text such as {}", "必须是文本，例如 {}"},
    {"must be a text such as one in quotes", "必须是加引号的文本"},
    {"must be a text such as the one in the link", "必须是文本，即链接中的那一段"},
    {"must be a text such as the one that was shown", "必须是文本，即页面上显示的那一段"},
    {"must be a list of texts such as {}", "必须是文本的列表，例如 {}"},
    {"must be a whole number", "必须是整数"},
    {"must be true or false", "必须是 true 或 false"},
    {"passwords and businesses have addresses of their own", "密码和业务权限请通过各自的接口修改"},
    {"must be application/json", "必须是 application/json"},
    {"is malformed", "格式有误"},
    {"was used for another request", "已用于另一个请求"},
    {"the same request is on its way", "相同的请求正在处理"},

    // What goes wrong on our side.
    {"it went wrong on our side", "服务器内部出错"},
    {"it went wrong on our side, the log says what", "服务器内部出错，详情见日志"},
    {"it cannot be read or written now, the log says why", "暂时无法读写，原因见日志"},
    {"too many requests are waiting", "等待处理的请求过多"},
    {"too many changes are waiting, try again", "等待处理的修改过多，请稍后重试"},
    {"it has not answered within 30s, the disk may hang", "30 秒内没有响应，磁盘可能已停滞"},
    {"it has stopped", "已停止"},
};

constexpr Counterpart fields[] = {
    {"address", "邮件地址"},
    {"alert", "告警"},
    {"all_businesses", "全部业务"},
    {"api_name", "API 用户名"},
    {"api_password", "API 密码"},
    {"authorization", "身份验证"},
    {"body", "请求内容"},
    {"business", "业务"},
    {"businesses", "业务权限"},
    {"calendar", "日历事件"},
    {"code", "验证码"},
    {"content_type", "内容类型"},
    {"cron", "cron 表达式"},
    {"current", "原密码"},
    {"email", "邮箱"},
    {"enabled", "启用"},
    {"engine", "监控引擎"},
    {"every", "间隔"},
    {"expires", "到期时间"},
    {"expires_in", "有效期"},
    {"grace", "超时时间"},
    {"idempotency_key", "幂等键"},
    {"lang", "语言"},
    {"name", "名称"},
    {"notifier", "通知人"},
    {"origin", "请求来源"},
    {"password", "密码"},
    {"path", "路径"},
    {"phone", "电话号码"},
    {"ping", "上报"},
    {"query", "查询"},
    {"quiet_until_first_ping", "首次上报前不告警"},
    {"remember", "自动登录"},
    {"request", "请求"},
    {"role", "角色"},
    {"schedule", "循环周期"},
    {"scope", "权限范围"},
    {"secret", "密钥"},
    {"server", "服务器"},
    {"session", "会话"},
    {"setting", "设置项"},
    {"store", "数据库"},
    {"task", "任务"},
    {"token", "令牌"},
    {"tolerance", "提前容差"},
    {"tz", "时区"},
    {"user", "用户"},
    {"value", "值"},
};

constexpr Counterpart words[] = {
    // What was sent instead of something else.
    {"a list", "列表"},
    {"an object", "对象"},

    // Parts of a schedule.
    {"calendar", "日历事件"},
    {"cron line", "cron 表达式"},
    {"day", "日"},
    {"day from the end", "月末倒数日"},
    {"day of month", "日"},
    {"day of week", "星期"},
    {"hour", "小时"},
    {"minute", "分钟"},
    {"month", "月"},
    {"part", "其中的"},
    {"second", "秒"},
    {"text", "文本"},
    {"time", "时间"},
    {"weekday", "星期"},
    {"word", "简写"},
    {"year", "年"},

    // Who may not do what.
    {"a reader", "只读用户"},
    {"a manager", "业务管理员"},
    {"a token of scope read", "权限范围为 read 的令牌"},
    {"a token of scope ping", "权限范围为 ping 的令牌"},
    {"who has not signed in with a session", "未以会话方式登录的调用方"},
    {"look", "查看"},
    {"ping", "上报"},
    {"manage tasks", "管理任务"},
    {"manage assignments", "管理业务通知人"},
    {"retry alerts", "重发告警"},
    {"manage businesses", "管理业务"},
    {"manage notifiers", "管理通知人"},
    {"manage users", "管理用户"},
    {"manage settings", "管理系统设置"},
    {"see the audit log", "查看审计日志"},
    {"keep an account", "修改账户"},
    {"keep tokens", "管理令牌"},

    // What the store was doing.
    {"binding values", "绑定参数"},
    {"committing", "提交"},
    {"opening", "打开"},
    {"preparing a statement", "准备语句"},
    {"reading", "读取"},
    {"writing", "写入"},
};

}  // namespace

std::span<const Counterpart> chinese_sentences() { return sentences; }
std::span<const Counterpart> chinese_rules() { return rules; }
std::span<const Counterpart> chinese_fields() { return fields; }
std::span<const Counterpart> chinese_words() { return words; }

}  // namespace cronmon
