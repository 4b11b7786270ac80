import { Button, Input, Radio } from 'antd'
import { useState } from 'react'
import { useAreas } from '../../desk/areas.tsx'
import { Loaded, Nothing } from '../../desk/parts.tsx'
import { useQuery } from '../../platform/api.ts'
import { useText } from '../../platform/text.ts'
import { homeText, ledgerText } from '../registry/desk-text.ts'
import { casesText } from './desk-text.ts'

function People({ homeId, value, onChange }: { homeId: string; value: string | undefined; onChange: ((personId: string) => void) | undefined }) {
  const t = useText(casesText)
  const h = useText(homeText)
  const home = useQuery('registry.getHome', { homeId })
  return (
    <Loaded of={home} rows={1}>
      {(data) =>
        data.residents.length === 0 ? (
          <Nothing says={h('nobody')} />
        ) : (
          <Radio.Group
            className="desk-radios"
            aria-label={t('pickPerson')}
            value={value}
            onChange={(event) => onChange?.(String(event.target.value))}
            options={data.residents.map((person) => ({ value: person.id, label: `${person.name ?? t('notForYou')} ${person.document ?? ''}` }))}
          />
        )
      }
    </Loaded>
  )
}

/** A person through the ledger: find the home, then who of it. */
export function PersonPicker({ id, value, onChange }: { id?: string; value?: string; onChange?: (personId: string | undefined) => void }) {
  const t = useText(casesText)
  const l = useText(ledgerText)
  const { placeOf } = useAreas()
  const [sought, setSought] = useState('')
  const [home, setHome] = useState<{ id: string; label: string } | null>(null)
  const found = useQuery('registry.findHomes', { text: sought }, { enabled: sought !== '' })
  if (home !== null) {
    return (
      <div className="desk-picker">
        <div className="desk-row">
          <strong>{home.label}</strong>
          <Button
            size="small"
            onClick={() => {
              setHome(null)
              onChange?.(undefined)
            }}
          >
            {t('change')}
          </Button>
        </div>
        <People homeId={home.id} value={value} onChange={onChange} />
      </div>
    )
  }
  return (
    <div className="desk-picker">
      <Input.Search
        {...(id === undefined ? {} : { id })}
        placeholder={l('searchHint')}
        aria-label={t('findPerson')}
        maxLength={60}
        autoFocus
        enterButton
        onSearch={(text) => setSought(text.trim())}
        onPressEnter={(event) => event.preventDefault()}
      />
      {sought !== '' && (
        <Loaded of={found} rows={1}>
          {(list) =>
            list.length === 0 ? (
              <Nothing says={l('noResult')} />
            ) : (
              <ul className="desk-found desk-found-short" aria-label={t('pickHome')}>
                {list.slice(0, 30).map((one) => (
                  <li key={one.home.id}>
                    <button type="button" onClick={() => setHome({ id: one.home.id, label: `${placeOf(one.home)} ${one.home.door}` })}>
                      <strong>
                        {placeOf(one.home)} {one.home.door}
                      </strong>{' '}
                      <span className="desk-quiet">{one.names.join('、')}</span>
                    </button>
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
      )}
    </div>
  )
}
