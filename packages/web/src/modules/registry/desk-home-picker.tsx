import { CloseOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useAreas } from '../../desk/areas.tsx'
import { Loaded, Nothing } from '../../desk/parts.tsx'
import { useQuery } from '../../platform/api.ts'
import { useText } from '../../platform/text.ts'
import { ledgerText } from './desk-text.ts'

export type PickedHome = { id: string; label: string }
type Props = { id?: string; value?: PickedHome[]; onChange?: (homes: PickedHome[]) => void; most: number; placeholder: string }

/** Homes found by door or by who lives there, chosen one after another. */
export function HomePicker({ value = [], onChange, most, placeholder }: Props) {
  const t = useText(ledgerText)
  const { placeOf } = useAreas()
  const [sought, setSought] = useState('')
  const found = useQuery('registry.findHomes', { text: sought }, { enabled: sought !== '' })
  return (
    <div>
      {value.length > 0 && (
        <ul className="desk-list">
          {value.map((home) => (
            <li key={home.id}>
              <strong>{home.label}</strong>
              <Button
                size="small"
                type="text"
                icon={<CloseOutlined />}
                aria-label={`${t('closeResults')}: ${home.label}`}
                onClick={() => onChange?.(value.filter((one) => one.id !== home.id))}
              />
            </li>
          ))}
        </ul>
      )}
      {value.length < most && (
        <Input.Search aria-label={placeholder} placeholder={placeholder} maxLength={60} onSearch={(text) => setSought(text.trim())} enterButton={t('search')} />
      )}
      {sought !== '' && value.length < most && (
        <Loaded of={found} rows={2}>
          {(list) => {
            const others = list.filter(({ home }) => !value.some((one) => one.id === home.id))
            return others.length === 0 ? (
              <Nothing says={t('noResult')} />
            ) : (
              <ul className="desk-found desk-found-short">
                {others.slice(0, 20).map(({ home, names }) => (
                  <li key={home.id}>
                    <button
                      type="button"
                      onClick={() => {
                        onChange?.([...value, { id: home.id, label: `${placeOf(home)} ${home.door}` }])
                        setSought('')
                      }}
                    >
                      <strong>
                        {placeOf(home)} {home.door}
                      </strong>{' '}
                      <span className="desk-quiet">{names.join('、')}</span>
                    </button>
                  </li>
                ))}
              </ul>
            )
          }}
        </Loaded>
      )}
    </div>
  )
}
