import { text } from '../../platform/text.ts'

export const cardsWords = text({
  zh: {
    title: '我的门卡',
    none: '没有登记的门卡。需要门卡请找社区或物业。',
    card: '尾号 {tail}',
    since: '{day} 发卡',
    lost: '挂失',
    lostSure: '确定挂失？这张卡马上不能开门，找回后也要重新办卡。',
    yes: '挂失这张卡',
    cancel: '取消',
    reader: '没带卡？把出入码对准门口的读头，也能开门。',
  },
  en: {
    title: 'My door cards',
    none: 'No card is on record. Ask the community office for one.',
    card: 'Card ending in {tail}',
    since: 'issued {day}',
    lost: 'Report lost',
    lostSure: 'Report it lost? It opens no door from now on, and stays so when found.',
    yes: 'Report this card lost',
    cancel: 'Cancel',
    reader: 'Without the card: hold your code to the reader of the door.',
  },
})
