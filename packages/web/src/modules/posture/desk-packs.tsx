// 预案: all plan packs by disease; one of them read as sentences; an edition of one's own, typed, checked, signed.
import { Button, Tabs, Tag } from 'antd'
import { useLocation } from 'wouter'
import { Loaded, Nothing, PageHead } from '../../desk/parts.tsx'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useLang, useText } from '../../platform/text.ts'
import { EditionEditor } from './desk-edition-editor.tsx'
import { EditionsTab } from './desk-editions.tsx'
import { PackPage } from './desk-pack.tsx'
import { postureText } from './desk-text.ts'
import { packsText } from './packs-text.ts'
import { packKey } from './posture-sign.tsx'
import './packs.css'

type Packs = Out<'posture.listPacks'>

/** What the disease is called without the edition, which stands in brackets behind it. */
const diseaseOf = (name: string) => name.split(/[（(]/)[0]!.trim()

function PackGroups({ list }: { list: Packs }) {
  const t = useText(packsText)
  const p = useText(postureText)
  const lang = useLang()
  const [, go] = useLocation()
  if (list.length === 0) return <Nothing says={p('packsEmpty')} />
  return (
    <>
      {[...new Set(list.map(({ packId }) => packId))].map((packId) => {
        const editions = list.filter((one) => one.packId === packId).toSorted((a, b) => (a.effectiveFrom + a.edition < b.effectiveFrom + b.edition ? -1 : 1))
        return (
          <section key={packId} className="pack-group" aria-label={diseaseOf(editions[0]![lang])}>
            <h2>{diseaseOf(editions[0]![lang])}</h2>
            <ul className="desk-list">
              {editions.map((pack) => (
                <li key={packKey(pack)}>
                  <div>
                    <a href={`#/packs/${packKey(pack)}`}>
                      <strong>{pack[lang]}</strong>
                    </a>{' '}
                    {pack.isDraft && <Tag>{t('isDraft')}</Tag>}
                    {pack.isLocal && <Tag>{t('isLocal')}</Tag>}
                    <div className="desk-quiet">
                      {t('edition', { edition: pack.edition })} · {t('from', { day: pack.effectiveFrom })}
                    </div>
                  </div>
                  <Button onClick={() => go(`/packs/${packKey(pack)}`)}>{t('read')}</Button>
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </>
  )
}

export function PacksPage() {
  const t = useText(packsText)
  const [place, go] = useLocation()
  const packs = useQuery('posture.listPacks', {})
  const [, packId, edition, editing] = /^\/packs\/([a-z0-9-]+)\/([0-9.-]+)(\/edit)?$/.exec(place) ?? []
  const key = `${packId}/${edition}`
  if (packId !== undefined && edition !== undefined)
    return editing === undefined ? <PackPage key={key} packId={packId} edition={edition} /> : <EditionEditor key={key} packId={packId} edition={edition} />
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <section className="desk-panel">
        <Tabs
          activeKey={place === '/packs/local' ? 'local' : 'packs'}
          onChange={(tab) => go(tab === 'local' ? '/packs/local' : '/packs')}
          items={[
            { key: 'packs', label: t('tabPacks'), children: <Loaded of={packs}>{(list) => <PackGroups list={list} />}</Loaded> },
            { key: 'local', label: t('tabLocal'), children: <EditionsTab /> },
          ]}
        />
      </section>
    </>
  )
}
