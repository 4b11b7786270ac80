import { text } from '../../platform/text.ts'

export const ownLineWords = text({
  zh: {
    mine: '您在管控中',
    ours: '家里有人在管控中',
    toAsk: '今天的体温还没记，点这里记',
    why: '为什么？到哪天？',
    works: '因{plan}防控，至 {until}。',
    stop: '；',
  },
  en: {
    mine: 'You are under control',
    ours: 'Somebody at home is under control',
    toAsk: 'Today’s temperature is missing: write it down',
    why: 'Why? Until when?',
    works: 'Because of {plan}, until {until}.',
    stop: '; ',
  },
})
