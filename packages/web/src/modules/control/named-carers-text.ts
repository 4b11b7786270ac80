export const namedCarerWords = { title: { zh: '五包一', en: 'Carers' }, gap: { zh: '空缺', en: 'Nobody' }, cover: { zh: '代班', en: 'standing in' } }
