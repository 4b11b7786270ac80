// 住户: who lives here, what is due, and what is done about it.
import { IdcardOutlined, PlusOutlined } from '@ant-design/icons'
import { HOME_USES } from '@xiaomen/rules/registry'
import { Button, Collapse, Descriptions, Select, Tag } from 'antd'
import { useState } from 'react'
import { useAreas } from '../../desk/areas.tsx'
import { Nothing, useDo, useNotify } from '../../desk/parts.tsx'
import { careWords, documentWords, homeUseWords, residencyWords, useWord } from '../../desk/words.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { useText } from '../../platform/text.ts'
import './desk-registry.css'
import { HistoryList } from './history-list.tsx'
import { historyText } from './known-text.ts'
import { ReshapeMenu } from './desk-reshape.tsx'
import { compoundOf, FamilyCards } from './desk-family-card.tsx'
import { useLanguageName } from './desk-languages.ts'
import { MoveDialog } from './desk-move.tsx'
import { ResidentDialog } from './desk-resident.tsx'
import { NoteDialog } from './desk-elsewhere-note.tsx'
import { Revealable } from './desk-reveal.tsx'
import { listsText } from './desk-lists-text.ts'
import { dueWords, homeText } from './desk-text.ts'
import { HomeTrade } from './home-trade.tsx'
import './desk-lists.css'

export type Home = Out<'registry.getHome'>
export type Person = Home['residents'][number]

function Resident({ person, home, mayEdit, onEdit, onMove }: { person: Person; home: Home['home']; mayEdit: boolean; onEdit: () => void; onMove: () => void }) {
  const t = useText(homeText)
  const word = useWord()
  const { may } = useSession()
  const nameOf = useLanguageName()
  const mayReveal = may('registry.reveal', home.path)
  const l = useText(listsText)
  const [isNoting, setNoting] = useState(false)
  const h = useText(historyText)
  const notify = useNotify()
  const send = useDo('registry.sendFamilyCard')
  const invite = async () => {
    const answer = await send.run({ personId: person.id })
    if (answer?.state === 'queued') notify.done(t('cardQueued'))
    else if (answer) notify.warn(t(answer.state === 'noPhone' ? 'cardNoPhone' : 'cardNoGateway'))
  }
  return (
    <article className="desk-person" aria-label={person.name ?? t('notForYou')}>
      <div className="desk-panel-head">
        <h3>
          {person.name ?? t('notForYou')} <Tag>{word(residencyWords[person.residency.kind])}</Tag>
        </h3>
        <span className="desk-row">
          {may('registry.invite', home.path) && (
            <Button size="small" loading={send.isBusy} onClick={() => void invite()} aria-label={`${t('sendCard')}: ${person.name ?? ''}`}>
              {t('sendCard')}
            </Button>
          )}
          {mayEdit && (
            <>
              <Button size="small" onClick={onEdit} aria-label={`${t('editResident')}: ${person.name ?? ''}`}>
                {t('editResident')}
              </Button>
              <Button size="small" onClick={onMove} aria-label={`${t('moveResident')}: ${person.name ?? ''}`}>
                {t('moveResident')}
              </Button>
              <Button size="small" onClick={() => setNoting(true)} aria-label={`${l('note')}: ${person.name ?? ''}`}>
                {l('note')}
              </Button>
            </>
          )}
        </span>
      </div>
      <Descriptions
        size="small"
        column={1}
        colon={false}
        items={[
          { key: 'phone', label: t('phone'), children: <Revealable person={person} dataClass="phone" mayReveal={mayReveal} /> },
          {
            key: 'document',
            label: person.documentKind === null ? t('document') : word(documentWords[person.documentKind]),
            children: <Revealable person={person} dataClass="document" mayReveal={mayReveal} />,
          },
          ...(person.care === null || person.care.length > 0
            ? [
                {
                  key: 'care',
                  label: t('care'),
                  children:
                    person.care === null ? (
                      t('notForYou')
                    ) : (
                      <span className="desk-row">
                        {person.care.map((one) => (
                          <Tag key={one} color="purple">
                            ♥ {word(careWords[one])}
                          </Tag>
                        ))}
                      </span>
                    ),
                },
              ]
            : []),
          ...(person.lang === null || person.lang === '' ? [] : [{ key: 'lang', label: t('speaks'), children: nameOf(person.lang) }]),
          { key: 'from', label: t('from'), children: person.residency.from },
        ]}
      />
      {isNoting && <NoteDialog personId={person.id} name={person.name} onClose={() => setNoting(false)} />}
      <Collapse ghost size="small" destroyOnHidden items={[{ key: 'history', label: h('title'), children: <HistoryList of={{ personId: person.id }} /> }]} />
    </article>
  )
}

export function HomeBody({ data, onGo }: { data: Home; onGo: (homeId: string) => void }) {
  const t = useText(homeText)
  const h = useText(historyText)
  const word = useWord()
  const { may } = useSession()
  const { find, chainOf, placeOf } = useAreas()
  const [editing, setEditing] = useState<Person | 'new' | null>(null)
  const [moving, setMoving] = useState<Person | null>(null)
  const [isPrinting, setPrinting] = useState(false)
  const setUse = useDo('registry.setHomeUse', { said: t('setUse') })
  const { home, residents, past, dues } = data
  const mayEdit = may('registry.edit', home.path)
  const area = find(home.areaId)
  return (
    <div className="desk-stack">
      <div className="desk-row">
        {mayEdit && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing('new')}>
            {t('addResident')}
          </Button>
        )}
        {may('registry.invite', home.path) && (
          <Button icon={<IdcardOutlined />} onClick={() => setPrinting(true)}>
            {t('card')}
          </Button>
        )}
        <ReshapeMenu data={data} onGo={onGo} />
      </div>
      <Descriptions
        size="small"
        column={1}
        colon={false}
        items={[
          {
            key: 'area',
            label: t('area'),
            children:
              area === null
                ? home.areaName
                : chainOf(area)
                    .map((step) => step.name)
                    .join(' › '),
          },
          {
            key: 'use',
            label: t('use'),
            children: mayEdit ? (
              <Select
                size="small"
                aria-label={t('setUse')}
                style={{ width: 140 }}
                value={home.use}
                loading={setUse.isBusy}
                onChange={(use) => void setUse.run({ homeId: home.id, use, version: home.version })}
                options={HOME_USES.map((use) => ({ value: use, label: word(homeUseWords[use]) }))}
              />
            ) : (
              word(homeUseWords[home.use])
            ),
          },
          ...(home.floor === null ? [] : [{ key: 'floor', label: t('floor'), children: home.floor }]),
        ]}
      />
      <HomeTrade home={home} linkOf={(enterpriseId) => `#/enterprises/${enterpriseId}`} />
      <section aria-label={t('dues')}>
        <h3>{t('dues')}</h3>
        {dues.length === 0 ? (
          <p className="desk-quiet">✓ {t('noDues')}</p>
        ) : (
          <ul className="desk-dues">
            {dues.map((due) => {
              const person = residents.find((one) => one.id === due.personId)
              return (
                <li key={`${due.kind} ${due.personId ?? ''}`}>
                  <span aria-hidden="true">!</span> {word(dueWords[due.kind])}
                  {person?.name === undefined || person.name === null ? '' : ` · ${person.name}`}
                </li>
              )
            })}
          </ul>
        )}
      </section>
      <section aria-label={t('residents')}>
        <h3>
          {t('residents')} <span className="desk-quiet">{residents.length}</span>
        </h3>
        {residents.length === 0 ? (
          <Nothing says={t('nobody')} />
        ) : (
          residents.map((person) => (
            <Resident
              key={person.residency.id}
              person={person}
              home={home}
              mayEdit={mayEdit}
              onEdit={() => setEditing(person)}
              onMove={() => setMoving(person)}
            />
          ))
        )}
      </section>
      {past.length > 0 && (
        <Collapse
          size="small"
          items={[
            {
              key: 'past',
              label: `${t('past')} (${past.length})`,
              children: (
                <ul className="desk-list">
                  {past.map((person) => (
                    <li key={person.residency.id}>
                      <div>
                        {person.name ?? t('notForYou')}{' '}
                        <span className="desk-quiet">
                          {word(residencyWords[person.residency.kind])} · {person.residency.from} – {person.residency.until ?? ''}
                          {person.movedTo !== null && (
                            <>
                              {' · '}
                              <button type="button" className="desk-link" onClick={() => onGo(person.movedTo!.homeId)}>
                                {t('movedTo', { door: `${placeOf(person.movedTo)} ${person.movedTo.door}` })}
                              </button>
                            </>
                          )}
                        </span>
                      </div>
                    </li>
                  ))}
                </ul>
              ),
            },
          ]}
        />
      )}
      <Collapse size="small" destroyOnHidden items={[{ key: 'history', label: h('title'), children: <HistoryList of={{ homeId: home.id }} /> }]} />
      {editing !== null && <ResidentDialog home={home} person={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
      {moving !== null && <MoveDialog person={moving} fromHomeId={home.id} onClose={() => setMoving(null)} onGo={onGo} />}
      {isPrinting && <FamilyCards homeIds={[home.id]} place={area === null ? '' : compoundOf(chainOf(area))} onClose={() => setPrinting(false)} />}
    </div>
  )
}
