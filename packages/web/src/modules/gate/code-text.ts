import { text } from '../../platform/text.ts'

export const codeWords = text({
  zh: {
    title: '出入码', family: '全家码', familyHint: '一家人一起出入时使用', show: '请对准扫码口', number: '短号，可以念给门岗听', until: '有效至 {time}', renewing: '正在取码…',
    kept: '没有网络，用的是手机里存好的码（{count} 天内可用）。', ended: '手机里的码已用完。请连上网络，码会自动更新。', none: '还没有出入码。', noneHint: '用家庭卡加入您家后，这里就会出现出入码。',
    clock: '手机时间与服务器相差较大，已按服务器时间出码。', people: '家里的人', qr: '{name} 的出入码', notKept: '此网址不是安全连接，码不能存到手机里，断网后看不到。', updated: '{time} 更新',
  },
  en: {
    title: 'Pass code', family: 'Family code', familyHint: 'When the family goes in or out together', show: 'Hold it to the scanner', number: 'Short number, can be read out', until: 'Good until {time}', renewing: 'Getting the code…',
    kept: 'No network: this is a code kept on the phone (good for {count} more days).', ended: 'The codes kept on this phone have run out. Connect to the network and they renew by themselves.', none: 'No pass code yet.', noneHint: 'It appears here once you join your home with the family card.',
    clock: 'This phone’s clock is off; the code follows the server’s time.', people: 'People of the home', qr: 'Pass code of {name}', notKept: 'This address is not secure, so codes cannot be kept on the phone for times without network.', updated: 'Renewed {time}',
  },
})
