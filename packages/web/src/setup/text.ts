import { text } from '../platform/text.ts'

export const setupWords = text({
  zh: {
    title: '设置小门', step: '第 {at} 步，共 3 步', next: '下一步', back: '上一步', begin: '开始设置', working: '正在设置…',
    checkTitle: '先看看环境', durable: '数据库会在断电后保住已确认的数据。', notDurable: '内置数据库适合试用和一个小区：断电可能丢失最后几秒。整条街道请接 PostgreSQL（DATABASE_URL）。', secure: '这个地址是安全的，手机可以用摄像头、可以断网使用。', notSecure: '这个地址不是安全连接（HTTPS）：手机不给用摄像头，也不能断网使用。正式启用前请配好证书。',
    whoTitle: '您的管理员账号', login: '账号名', loginHint: '字母或拼音，不要用手机号。', name: '姓名', password: '密码', passwordHint: '至少 10 位，不要用常见密码。', again: '再输一次密码', differ: '两次输入不一致。',
    startTitle: '从哪里开始', empty: '我们自己的社区', emptyHint: '从空白开始，随后导入台账。', demo: '演示街道', demoHint: '虚构的人和房屋，用来学习和演练。', district: '区', street: '街道', community: '社区',
    done: '设置好了', doneLead: '您已登录。下一步：在工作台导入台账，再给同事开账号。', open: '打开工作台', already: '系统已经设置好了。', toSignIn: '去登录', progress: '正在准备演示街道…', share: '{percent}%', noToken: '请用服务器启动时打印的链接打开本页。',
  },
  en: {
    title: 'Set up Xiaomen', step: 'Step {at} of 3', next: 'Next', back: 'Back', begin: 'Set up', working: 'Setting up…',
    checkTitle: 'First, the surroundings', durable: 'The database keeps what it confirmed, through a power cut.', notDurable: 'The embedded database is for trials and a single compound: a power cut may lose the last seconds. For a street connect PostgreSQL (DATABASE_URL).', secure: 'This address is secure: phones may use the camera and work without network.', notSecure: 'This address is not secure (HTTPS): phones give no camera and cannot work without network. Set up a certificate before real use.',
    whoTitle: 'Your administrator account', login: 'Account name', loginHint: 'Letters; not a phone number.', name: 'Your name', password: 'Password', passwordHint: 'At least 10 characters, no common password.', again: 'Password once more', differ: 'The two are not the same.',
    startTitle: 'Where to begin', empty: 'Our own community', emptyHint: 'Begin empty, then bring the ledger in.', demo: 'Demonstration street', demoHint: 'Invented people and homes, to learn and to drill.', district: 'District', street: 'Street', community: 'Community',
    done: 'Ready', doneLead: 'You are signed in. Next: import the ledger on the desk, then make accounts for your colleagues.', open: 'Open the desk', already: 'The system is already set up.', toSignIn: 'Sign in', progress: 'Preparing the demonstration street…', share: '{percent} %', noToken: 'Please open this page by the link that the server printed at its start.',
  },
})
