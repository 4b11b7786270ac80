// 查重与合并: the queue of pairs, and what was merged or split and can be taken back.
import { Alert, Button, Popconfirm, Table, Tabs, Tag } from 'antd'
import { useState } from 'react'
import { useAreas } from '../../desk/areas.tsx'
import { Loaded, Nothing, PageHead, useDo } from '../../desk/parts.tsx'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { showDay, showMoment, useText } from '../../platform/text.ts'
import { duplicatesText, reshapedWords } from './desk-duplicates-text.ts'
import { MergeDialog } from './desk-merge.tsx'
import { KnownFacts } from './known-choice.tsx'
import { matchedWords } from './known-text.ts'

type Pair = Out<'registry.listDuplicates'>['pairs'][number]
type Entry = Out<'registry.listReshapings'>['entries'][number]
const PAGE = 20

function PairCard({ pair, mayMerge, onMerge }: { pair: Pair; mayMerge: boolean; onMerge: () => void }) {
  const t = useText(duplicatesText)
  const word = useWord()
  const decide = useDo('registry.decideDuplicate', { said: t('decided') })
  return (
    <article className="desk-panel" aria-label={`${pair.one.name ?? ''} · ${pair.other.name ?? ''}`}>
      <div className="desk-panel-head">
        <h2>
          ≈ {pair.matches.map((one) => word(matchedWords[one])).join(' · ')} {pair.isAcross && <Tag>{t('across')}</Tag>}
        </h2>
        <span className="desk-quiet">{t('found', { day: showDay(pair.foundAt) })}</span>
      </div>
      <div className="merge-sides">
        {[pair.one, pair.other].map((person) => (
          <section key={person.id} className="known-person">
            <KnownFacts person={person} />
            {pair.isAcross && <span className="desk-quiet">{person.communityName}</span>}
          </section>
        ))}
      </div>
      {pair.isAcross && <p className="desk-quiet">{t('acrossHelp')}</p>}
      <div className="desk-row">
        {pair.isAcross ? (
          <Button loading={decide.isBusy} onClick={() => void decide.run({ pairId: pair.id, decision: 'same' })}>
            {t('acrossDone')}
          </Button>
        ) : (
          mayMerge && (
            <Button type="primary" onClick={onMerge}>
              {t('compare')}
            </Button>
          )
        )}
        <Button loading={decide.isBusy} onClick={() => void decide.run({ pairId: pair.id, decision: 'different' })}>
          {t('different')}
        </Button>
      </div>
    </article>
  )
}

function Queue({ areaId, path }: { areaId: string; path: string }) {
  const t = useText(duplicatesText)
  const { may } = useSession()
  const [after, setAfter] = useState<string | null>(null)
  const [merging, setMerging] = useState<Pair | null>(null)
  const page = useQuery('registry.listDuplicates', { areaId, limit: PAGE, ...(after === null ? {} : { after }) })
  return (
    <Loaded of={page} rows={6}>
      {({ pairs, next, toldStreet }) => (
        <div className="pair-list">
          {toldStreet.length > 0 && (
            <Alert type="info" showIcon title={t('told')} description={toldStreet.map((one) => `${one.name ?? '*'} (${one.door})`).join('、')} />
          )}
          {pairs.length === 0 && <Nothing says={t('empty')} />}
          {pairs.map((pair) => (
            <PairCard key={pair.id} pair={pair} mayMerge={may('registry.merge', path)} onMerge={() => setMerging(pair)} />
          ))}
          <div className="desk-row">
            {after !== null && <Button onClick={() => setAfter(null)}>{t('first')}</Button>}
            {next !== null && <Button onClick={() => setAfter(next)}>{t('more')}</Button>}
          </div>
          {merging !== null && <MergeDialog one={merging.one} two={merging.other} onClose={() => setMerging(null)} />}
        </div>
      )}
    </Loaded>
  )
}

function TakeBack({ entry }: { entry: Entry }) {
  const t = useText(duplicatesText)
  const person = useDo('registry.unmergePeople', { said: t('takenBack'), alsoRefresh: ['gate', 'control', 'tasks'] })
  const home = useDo('registry.undoReshaping', { said: t('takenBack'), alsoRefresh: ['areas', 'gate', 'tasks'] })
  if (entry.undoneAt !== null) return <span className="desk-quiet">{`↩ ${t('takenBack')} ${showMoment(entry.undoneAt)}`}</span>
  if (entry.undoUntil !== null && Date.parse(entry.undoUntil) < Date.now()) return <span className="desk-quiet">{t('tooLate')}</span>
  const go = async () => {
    if (entry.kind === 'mergePeople') await person.run({ mergeId: entry.id })
    else await home.run({ reshapingId: entry.id })
  }
  return (
    <Popconfirm title={t('takeBackSure')} okText={t('takeBack')} cancelText={t('cancel')} onConfirm={() => void go()}>
      <Button size="small" loading={person.isBusy || home.isBusy} aria-label={`${t('takeBack')}: ${entry.kept}`}>
        {t('takeBack')}
      </Button>
    </Popconfirm>
  )
}

function Done({ areaId }: { areaId: string }) {
  const t = useText(duplicatesText)
  const word = useWord()
  const [after, setAfter] = useState<string | null>(null)
  const page = useQuery('registry.listReshapings', { areaId, limit: PAGE, ...(after === null ? {} : { after }) })
  return (
    <Loaded of={page} rows={4}>
      {({ entries, next }) =>
        entries.length === 0 ? (
          <Nothing says={t('emptyDone')} />
        ) : (
          <>
            <Table<Entry>
              rowKey="id"
              size="small"
              pagination={false}
              scroll={{ x: 'max-content' }}
              dataSource={entries}
              columns={[
                { key: 'what', title: t('what'), render: (_, entry) => word(reshapedWords[entry.kind]) },
                { key: 'kept', title: t('kept'), dataIndex: 'kept' },
                { key: 'other', title: t('other'), dataIndex: 'other' },
                { key: 'when', title: t('when'), render: (_, entry) => showMoment(entry.at) },
                { key: 'by', title: t('by'), render: (_, entry) => entry.by ?? '—' },
                { key: 'back', title: t('takeBack'), render: (_, entry) => <TakeBack entry={entry} /> },
              ]}
            />
            <div className="desk-row">
              {after !== null && <Button onClick={() => setAfter(null)}>{t('first')}</Button>}
              {next !== null && <Button onClick={() => setAfter(next)}>{t('more')}</Button>}
            </div>
          </>
        )
      }
    </Loaded>
  )
}

export function DuplicatesPage() {
  const t = useText(duplicatesText)
  const { may } = useSession()
  const { current } = useAreas()
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      {current === null ? (
        <Nothing says={t('choose')} />
      ) : (
        <Tabs
          items={[
            { key: 'queue', label: t('queue'), children: <Queue key={current.id} areaId={current.id} path={current.path} /> },
            ...(may('registry.merge', current.path) ? [{ key: 'done', label: t('done'), children: <Done key={current.id} areaId={current.id} /> }] : []),
          ]}
        />
      )}
    </>
  )
}
