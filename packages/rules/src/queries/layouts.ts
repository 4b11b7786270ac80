// Layouts that ship with the house: looked at, used and copied, never changed.
import { SERIAL, type SourceKey, SOURCES } from './sources.ts'

type Ours = { id: string; zh: string; en: string; source: SourceKey; keys: readonly string[] }
const allOf = (source: SourceKey) => SOURCES[source].columns.map(({ key }) => key)

export const OUR_LAYOUTS: readonly Ours[] = [
  { id: '00000000-0000-7000-8000-000000000001', zh: '网格人头表', en: 'Grid head count', source: 'headCount', keys: allOf('headCount') },
  {
    id: '00000000-0000-7000-8000-000000000002',
    zh: '住户花名册',
    en: 'Roll of residents',
    source: 'residents',
    keys: [SERIAL, 'grid', 'address', 'name', 'sex', 'age', 'residency', 'phone', 'documentNumber', 'homeUse'],
  },
  {
    id: '00000000-0000-7000-8000-000000000003',
    zh: '重点关爱人群台账',
    en: 'People in special care',
    source: 'careList',
    keys: [SERIAL, 'grid', 'address', 'name', 'age', 'care', 'phone'],
  },
  {
    id: '00000000-0000-7000-8000-000000000004',
    zh: '出租与空置房清单',
    en: 'Rented and vacant homes',
    source: 'homes',
    keys: [SERIAL, 'compound', 'building', 'unit', 'door', 'homeUse', 'people'],
  },
  { id: '00000000-0000-7000-8000-000000000005', zh: '今日日报状态', en: 'Daily status', source: 'reports', keys: allOf('reports') },
  {
    id: '00000000-0000-7000-8000-000000000006',
    zh: '应到未到名单',
    en: 'Who is missing',
    source: 'missing',
    keys: [SERIAL, 'obligation', 'grid', 'address', 'name', 'tries', 'lastAt', 'lastOutcome'],
  },
  {
    id: '00000000-0000-7000-8000-000000000007',
    zh: '扫楼进度表',
    en: 'Progress of a sweep',
    source: 'sweepStops',
    keys: [SERIAL, 'sweep', 'grid', 'address', 'stopState', 'tries', 'way', 'lastAt'],
  },
  {
    id: '00000000-0000-7000-8000-000000000008',
    zh: '关爱联系台账',
    en: 'Care contacts',
    source: 'careContacts',
    keys: [SERIAL, 'grid', 'address', 'name', 'care', 'carer', 'lastContact', 'nextDue', 'careState'],
  },
]
