// Somebody chosen: an account, one the office knows already, a person of the ledger, or a name written down.
import { Form, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { Loaded, Nothing } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { roleWords, useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { In } from '../../platform/ops.ts'
import { useText } from '../../platform/text.ts'
import { PersonPicker } from '../control/desk-person-picker.tsx'
import { answerabilityText } from './desk-text.ts'

export type Who = In<'answerability.addDuty'>['who']
type Kind = 'account' | 'known' | 'person' | 'named'
export type WhoValues = { account?: string; known?: string; person?: string; name?: string; unit?: string; phone?: string }

const typed = (text: string | undefined): string | null => (text === undefined || text.trim() === '' ? null : text.trim())
export function whoOf(kind: Kind, { account = '', known = '', person = '', name = '', unit = '', phone }: WhoValues): Who {
  if (kind === 'known') return { kind: 'hand', handId: known }
  if (kind === 'person') return { kind: 'person', personId: person }
  if (kind === 'named') return { kind: 'named', name: name.trim(), unit: unit.trim(), phone: typed(phone) }
  const number = typed(phone)
  return { kind: 'account', accountId: account, ...(number === null ? {} : { phone: number }) }
}

export const useWhoKind = () => useState<Kind>('account')

/** The fields of a form, in which they stand under the names of `WhoValues`. */
export function WhoFields({ areaId, kind, onKind }: { areaId: string; kind: Kind; onKind: (kind: Kind) => void }) {
  const t = useText(answerabilityText)
  const d = useText(deskText)
  const word = useWord()
  const candidates = useQuery('answerability.listCandidates', { areaId })
  const required = [{ required: true, whitespace: true, message: d('required') }]
  return (
    <>
      <Form.Item label={t('kind')}>
        <Radio.Group
          className="desk-radios"
          aria-label={t('kind')}
          value={kind}
          onChange={(event) => onKind(event.target.value as Kind)}
          options={(['account', 'known', 'person', 'named'] as const).map((one) => ({ value: one, label: t(one) }))}
        />
      </Form.Item>
      {(kind === 'account' || kind === 'known') && (
        <Loaded of={candidates} rows={1}>
          {({ accounts, hands }) => {
            const options =
              kind === 'account'
                ? accounts.map((one) => ({ value: one.accountId, label: `${one.name} · ${word(roleWords[one.role])} · ${one.unit}` }))
                : hands.map((one) => ({ value: one.id, label: `${one.name}${one.unit === '' ? '' : ` · ${one.unit}`}` }))
            return options.length === 0 ? (
              <Nothing says={t('noWho')} />
            ) : (
              <Form.Item name={kind} label={t(kind)} rules={required}>
                <Select showSearch={{ optionFilterProp: 'label' }} options={options} />
              </Form.Item>
            )
          }}
        </Loaded>
      )}
      {kind === 'person' && (
        <Form.Item name="person" label={t('person')} rules={required}>
          <PersonPicker />
        </Form.Item>
      )}
      {kind === 'named' && (
        <div className="desk-pair">
          <Form.Item name="name" label={t('name')} rules={required}>
            <Input maxLength={40} autoComplete="off" />
          </Form.Item>
          <Form.Item name="unit" label={t('unit')} rules={required}>
            <Input maxLength={60} autoComplete="off" />
          </Form.Item>
        </div>
      )}
      {(kind === 'named' || kind === 'account') && (
        <Form.Item name="phone" label={t('phone')}>
          <Input maxLength={20} inputMode="tel" autoComplete="off" />
        </Form.Item>
      )}
    </>
  )
}
