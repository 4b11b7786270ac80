// 区域与网格: the tree and what lies across it.
import { DeleteOutlined, DragOutlined, EditOutlined, HistoryOutlined, NumberOutlined, PlusOutlined } from '@ant-design/icons'
import { contains, levelsUnder, type Level } from '@xiaomen/rules/areas'
import { App, Button, Input, Tabs, Tree } from 'antd'
import { type Key, lazy, Suspense, useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import { type Area, useAreas } from '../../desk/areas.tsx'
import { Nothing, PageHead, useDo, Waiting } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { levelWords, useWord } from '../../desk/words.ts'
import { useSession } from '../../platform/session.tsx'
import { useText } from '../../platform/text.ts'
import { CodeDialog } from './desk-code.tsx'
import { HistoryDrawer } from './desk-history.tsx'
import { MoveDialog } from './desk-move.tsx'
import { NameDialog } from './desk-name.tsx'
import { Overlays } from './desk-overlays.tsx'
import { AreaReshape } from '../registry/desk-area-reshape.tsx'
import { areasText } from './desk-text.ts'

const Codes = lazy(async () => ({ default: (await import('./desk-codes.tsx')).Codes }))

type Node = { key: string; title: string; children: Node[] }

function AreaTree() {
  const t = useText(areasText)
  const d = useText(deskText)
  const word = useWord()
  const { may } = useSession()
  const [, go] = useLocation()
  const { areas, childrenOf, find, chainOf, current, isOwn } = useAreas()
  const [chosenId, setChosenId] = useState<string | null>(current?.id ?? null)
  const [expanded, setExpanded] = useState<Key[]>(() => (current === null ? [] : chainOf(current).map((area) => area.id)))
  const [task, setTask] = useState<'rename' | 'add' | 'top' | 'move' | 'history' | 'code' | null>(null)
  const add = useDo('areas.addArea', { said: d('saved') })
  const rename = useDo('areas.renameArea', { said: d('saved'), alsoRefresh: ['daily', 'registry'] })
  const remove = useDo('areas.removeArea', { said: t('removed'), alsoRefresh: ['daily'] })
  const { modal } = App.useApp()
  const nodes = useMemo(() => {
    const node = (area: Area): Node => ({
      key: area.id,
      title: `${area.name}${area.homes > 0 ? `  ${area.homes}` : ''}`,
      children: childrenOf(area.id).map(node),
    })
    const known = new Set(areas.map((area) => area.id))
    return areas.filter((area) => area.parentId === null || !known.has(area.parentId)).map(node)
  }, [areas, childrenOf])
  const area = chosenId === null ? null : find(chosenId)
  const reveal = (text: string) => {
    // '1幢' is in '11幢' too.
    const found = text === '' ? undefined : (areas.find((one) => one.name === text) ?? areas.find((one) => one.name.includes(text) || one.code === text))
    if (found === undefined) return
    setChosenId(found.id)
    setExpanded((now) => [...new Set([...now, ...chainOf(found).map((step) => step.id)])])
  }
  const save = async ({ name, level }: { name: string; level: Level }) => {
    const answer =
      task === 'rename'
        ? area !== null && (await rename.run({ areaId: area.id, name, version: area.version }))
        : await add.run({ parentId: task === 'top' ? null : (area?.id ?? null), level, name })
    if (answer === null || answer === false) return
    if (task === 'add' && area !== null) setExpanded((now) => [...now, area.id])
    if (task !== 'rename') setChosenId(answer.id)
    setTask(null)
  }
  const askRemove = (gone: Area) =>
    void modal.confirm({
      title: t('removeAsk', { name: gone.name }),
      content: t('removeHelp'),
      okText: t('remove'),
      okButtonProps: { danger: true },
      cancelText: d('cancel'),
      onOk: async () => {
        if ((await remove.run({ areaId: gone.id, version: gone.version })) !== null) setChosenId(gone.parentId)
      },
    })
  const mayTop = (may('areas.edit') && areas.length === 0) || may('areas.edit', '/')
  const mayHere = area !== null && may('areas.edit', area.path)
  const under = area === null ? [] : levelsUnder(area.level)
  const above = area?.parentId == null ? null : find(area.parentId)
  // Whoever takes it away from where it lies governs that place too.
  const mayTake = mayHere && above !== null && may('areas.edit', above.path)
  const isCoded = area !== null && (area.level === 'district' || area.level === 'street' || area.level === 'community')
  return (
    <div className="desk-columns">
      <section className="desk-panel" aria-label={t('tree')}>
        <div className="desk-panel-head">
          <Input.Search allowClear style={{ maxWidth: 280 }} aria-label={t('search')} placeholder={t('search')} onSearch={(text) => reveal(text.trim())} />
          {mayTop && (
            <Button icon={<PlusOutlined />} onClick={() => setTask('top')}>
              {t('addTop')}
            </Button>
          )}
        </div>
        {nodes.length === 0 ? (
          <Nothing says={t('empty')} />
        ) : (
          <Tree
            aria-label={t('tree')}
            blockNode
            showLine
            height={560}
            treeData={nodes}
            expandedKeys={expanded}
            onExpand={setExpanded}
            selectedKeys={chosenId === null ? [] : [chosenId]}
            onSelect={([key]) => {
              if (key !== undefined) setChosenId(String(key))
            }}
          />
        )}
      </section>
      <section className="desk-panel" aria-label={t('details')}>
        {area === null ? (
          <Nothing says={t('pick')} />
        ) : (
          <div className="desk-stack">
            <div>
              <p className="desk-quiet">
                {chainOf(area)
                  .slice(0, -1)
                  .map((step) => step.name)
                  .join(' › ')}
              </p>
              <h2>{area.name}</h2>
            </div>
            <dl className="desk-figures">
              <div>
                <dt>{t('level')}</dt>
                <dd>{word(levelWords[area.level])}</dd>
              </div>
              <div>
                <dt>{t('homes')}</dt>
                <dd>{area.homes}</dd>
              </div>
              <div>
                <dt>{t('beneath')}</dt>
                <dd>{areas.filter((one) => one.id !== area.id && contains(area.path, one.path)).length}</dd>
              </div>
            </dl>
            {isCoded && (
              <p>
                {t('code')}{' '}
                {area.code === null ? (
                  <span className="desk-quiet">{t('noCode')}</span>
                ) : (
                  <>
                    <span className="desk-mono">{area.code}</span> <span className="desk-quiet">{t('codeYear', { year: area.codeYear ?? '' })}</span>
                    {area.classCode !== null && <span className="desk-quiet"> · {area.classCode}</span>}
                  </>
                )}
              </p>
            )}
            <div className="desk-row">
              {mayHere && (
                <Button icon={<EditOutlined />} onClick={() => setTask('rename')}>
                  {t('rename')}
                </Button>
              )}
              {mayHere && under.length > 0 && (
                <Button icon={<PlusOutlined />} onClick={() => setTask('add')}>
                  {t('addUnder')}
                </Button>
              )}
              {mayTake && (
                <Button icon={<DragOutlined />} onClick={() => setTask('move')}>
                  {t('move')}
                </Button>
              )}
              {mayHere && isCoded && (
                <Button icon={<NumberOutlined />} onClick={() => setTask('code')}>
                  {t('setCode')}
                </Button>
              )}
              {isOwn(area) && (
                <Button icon={<HistoryOutlined />} onClick={() => setTask('history')}>
                  {t('history')}
                </Button>
              )}
              {mayTake && (
                <Button
                  danger
                  icon={<DeleteOutlined />}
                  disabled={area.homes > 0 || childrenOf(area.id).length > 0}
                  title={area.homes > 0 || childrenOf(area.id).length > 0 ? t('removeHelp') : undefined}
                  onClick={() => askRemove(area)}
                >
                  {t('remove')}
                </Button>
              )}
              <AreaReshape key={area.id} area={area} />
              {area.level === 'building' && may('registry.chart', area.path) && <Button onClick={() => go(`/ledger/${area.id}`)}>{t('openChart')}</Button>}
              {may('daily.read', area.path) && area.level !== 'district' && <Button onClick={() => go(`/daily/${area.id}`)}>{t('openDaily')}</Button>}
            </div>
          </div>
        )}
      </section>
      {area !== null && task === 'move' && <MoveDialog area={area} onClose={() => setTask(null)} />}
      {area !== null && task === 'code' && <CodeDialog area={area} onClose={() => setTask(null)} />}
      {area !== null && task === 'history' && <HistoryDrawer title={area.name} subject={{ areaId: area.id }} onClose={() => setTask(null)} />}
      {(task === 'rename' || task === 'add' || task === 'top') && (
        <NameDialog
          title={task === 'rename' ? t('rename') : task === 'top' ? t('addTop') : `${t('addUnder')}: ${area?.name ?? ''}`}
          initial={task === 'rename' ? (area?.name ?? '') : ''}
          levels={task === 'rename' ? null : task === 'top' ? levelsUnder(null) : under}
          isBusy={add.isBusy || rename.isBusy}
          onSave={(values) => void save(values)}
          onClose={() => setTask(null)}
        />
      )}
    </div>
  )
}

export function AreasPage() {
  const t = useText(areasText)
  const d = useText(deskText)
  const { isPending } = useAreas()
  const { may } = useSession()
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      {isPending ? (
        <p role="status">{d('loading')}</p>
      ) : (
        <Tabs
          items={[
            { key: 'tree', label: t('tree'), children: <AreaTree /> },
            { key: 'overlays', label: t('overlays'), children: <Overlays /> },
            ...(may('areas.edit')
              ? [
                  {
                    key: 'codes',
                    label: t('codes'),
                    children: (
                      <Suspense fallback={<Waiting rows={6} />}>
                        <Codes />
                      </Suspense>
                    ),
                  },
                ]
              : []),
          ]}
        />
      )}
    </>
  )
}
