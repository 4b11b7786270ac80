import type { Arrival } from '@xiaomen/rules/gate'
import { text } from '../../platform/text.ts'

export const arrivalWords = text<Arrival>({
  zh: { courier: '快递', takeaway: '外卖', supplyVehicle: '保供车', ambulance: '救护、消防', otherVehicle: '其他车辆' },
  en: { courier: 'Courier', takeaway: 'Food delivery', supplyVehicle: 'Supply vehicle', ambulance: 'Ambulance, fire engine', otherVehicle: 'Other vehicle' },
})
export const arrivalsText = text({
  zh: {
    title: '送货、车辆',
    ask: '来的是什么？',
    plate: '车牌号',
    plateWrong: '这不像车牌号，请再看一遍',
    check: '查名单',
    noPlate: '没有车牌',
    cancel: '取消',
    drop: '放取件点',
    dropNow: '人和车不进，东西放在：',
    dropUnset: '门外，具体位置请问社区',
    next: '已告知 · 下一位',
    admit: '放行',
  },
  en: {
    title: 'Deliveries, vehicles',
    ask: 'What has arrived?',
    plate: 'Number plate',
    plateWrong: 'That does not look like a plate. Please look again.',
    check: 'Check the list',
    noPlate: 'No plate',
    cancel: 'Cancel',
    drop: 'Drop zone',
    dropNow: 'No entry. Leave it here:',
    dropUnset: 'Outside the gate; ask the office where',
    next: 'Told · next',
    admit: 'Let pass',
  },
})
