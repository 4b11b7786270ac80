// What happened at the gates: holds nobody has seen to yet, passages of a day, and what is missing there.
import type { Direction, Outcome, PassClass, Reason } from '@xiaomen/rules/gate'
import { STANDING_WORDS } from '@xiaomen/rules/checklists'
import { startOfDay } from '../../../platform/time.ts'
import { listedGateChecks } from '../../checklists/index.ts'
import { listedHolds, type ListedPassage, listedPassages } from '../../gate/index.ts'
import { type Row, type Source, TIME } from './source.ts'

type Word = { zh: string; en: string }
const REASONS: Record<Reason, Word> = {
  fever: { zh: '发热', en: 'Fever' },
  temperature_missing: { zh: '未测体温', en: 'Temperature not taken' },
  infection_case: { zh: '感染病例', en: 'Infection case' },
  from_risk_area: { zh: '来自风险地区', en: 'From a risk area' },
  under_control: { zh: '管控中', en: 'Under control' },
  test_overdue: { zh: '岗位核酸到期未做', en: 'Test of their work overdue' },
  status_yellow: { zh: '黄码', en: 'Yellow status' },
  status_red: { zh: '红码', en: 'Red status' },
  code_unreadable: { zh: '码无法识读', en: 'Code unreadable' },
  code_forged: { zh: '码系伪造', en: 'Code forged' },
  code_expired: { zh: '码已过期', en: 'Code expired' },
  code_not_yet: { zh: '码未生效', en: 'Code not yet valid' },
  code_revoked: { zh: '码已作废', en: 'Code revoked' },
  code_foreign: { zh: '非本系统的码', en: 'Code of another system' },
  code_unknown: { zh: '码查无此人', en: 'Code unknown' },
  person_unknown: { zh: '底册无此人', en: 'Person not in the ledger' },
  list_too_old: { zh: '离线名单过旧', en: 'Offline list too old' },
  no_means: { zh: '无法证明身份', en: 'No means of identification' },
  medical_way: { zh: '就医通道', en: 'Medical way' },
  door_needs_person: { zh: '须指明本人', en: 'Door needs a person' },
  gate_closed: { zh: '大门已关闭', en: 'Gate closed' },
  code_unproven: { zh: '码未经手机证明', en: 'Code not proven by its phone' },
  code_replayed: { zh: '码被重复使用', en: 'Code used twice' },
  two_gates: { zh: '一分钟内出现在两个门', en: 'At two gates within a minute' },
  quota_used: { zh: '出门次数已用完', en: 'Exit quota used up' },
  in_zone: { zh: '封控或静默中，不能外出', en: 'In a closed zone: no way out' },
  visitors_kept_out: { zh: '暂不接待访客', en: 'Visitors not admitted' },
  drop_zone: { zh: '送至取件点', en: 'Sent to the drop zone' },
  vehicle_unlisted: { zh: '车辆不在名单', en: 'Vehicle not listed' },
}
const OUTCOMES: Record<Outcome, Word> = {
  enter: { zh: '放行', en: 'Let through' },
  hold: { zh: '留置', en: 'Held' },
  refuse: { zh: '劝返', en: 'Refused' },
  cannotTell: { zh: '无法判定', en: 'Cannot tell' },
}
const DIRECTIONS: Record<Direction, Word> = { in: { zh: '进', en: 'In' }, out: { zh: '出', en: 'Out' } }
const PASSES: Record<PassClass, Word> = {
  personal: { zh: '个人码', en: 'Personal' },
  family: { zh: '家庭码', en: 'Family' },
  paper: { zh: '纸质证', en: 'Paper' },
  worker: { zh: '工作证', en: 'Worker' },
  visitor: { zh: '访客证', en: 'Visitor' },
  attendant: { zh: '照护人', en: 'Attendant' },
}

export const gateHolds: Source = {
  key: 'gateHolds',
  async open(_ctx, { paths, lang, atOnce }) {
    let after: string | null = null
    let isDone = false
    return async (ctx) => {
      if (isDone) return null
      const rows = await listedHolds(ctx, { paths, after, limit: atOnce })
      after = rows.at(-1)?.id ?? after
      isDone = rows.length < atOnce
      return rows.map((row): Row => ({
        '#id': row.id,
        gate: row.gate,
        at: TIME(row.at),
        reasons: row.reasons.map((reason) => REASONS[reason][lang]).join(lang === 'zh' ? '、' : ', '),
        name: row.name,
        address: row.address,
        temperature: row.temperature,
      }))
    }
  },
}

export const passages: Source = {
  key: 'passages',
  async open(_ctx, { paths, filter, lang, today, atOnce }) {
    const day = filter.day ?? today
    let after: ListedPassage['cursor'] | null = null
    let isDone = false
    return async (ctx) => {
      if (isDone) return null
      const rows = await listedPassages(ctx, { paths, from: startOfDay(day), until: startOfDay(day, 1), after, limit: atOnce })
      after = rows.at(-1)?.cursor ?? after
      isDone = rows.length < atOnce
      return rows.map((row): Row => ({
        '#id': row.id,
        gate: row.gate,
        at: TIME(row.at),
        direction: DIRECTIONS[row.direction][lang],
        outcome: OUTCOMES[row.outcome][lang],
        passClass: row.passClass === null ? null : PASSES[row.passClass][lang],
        name: row.name,
        address: row.address,
      }))
    }
  },
}

/** A street has a few hundred gates: they are one piece. */
export const gateChecks: Source = {
  key: 'gateChecks',
  async open(_ctx, { paths, lang }) {
    let isDone = false
    return async (ctx) => {
      if (isDone) return null
      isDone = true
      return (await listedGateChecks(ctx, paths)).map((row): Row => {
        const [first] = row.faults
        return {
          '#id': row.id,
          area: row.area,
          gate: row.gate,
          gateStanding: STANDING_WORDS[row.standing][lang],
          faultCount: String(row.faults.length),
          faults: row.faults.map((fault) => fault[lang]).join(lang === 'zh' ? '、' : '; ') || null,
          dueAt: first === undefined ? null : TIME(first.dueAt),
          checkedAt: row.checkedAt === null ? null : TIME(row.checkedAt),
          checkedBy: row.checkedBy,
        }
      })
    }
  },
}
