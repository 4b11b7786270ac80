// 本地版: what was drafted where, what it changes, who signed; and the signing itself, with what differs in sight.
import { App, Button, Modal } from 'antd'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { Loaded, Nothing, useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { showMoment, useLang, useText } from '../../platform/text.ts'
import { Differences, Problems, UnmetList, Verdict } from './edition-checked.tsx'
import { editionStateWords, editionText } from './edition-text.ts'
import { nameOfPack, packKey } from './posture-sign.tsx'

type Edition = Out<'posture.listEditions'>[number]
const STATE_SIGNS: Record<Edition['state'], string> = { drafted: '…', approved: '✓', withdrawn: '–' }

function LookDialog({ of, onClose }: { of: Edition; onClose: () => void }) {
  const t = useText(editionText)
  const d = useText(deskText)
  const { may } = useSession()
  const found = useQuery('posture.getEdition', { editionId: of.id })
  const sign = useDo('posture.approveEdition', { said: t('signed'), alsoRefresh: ['approvals'] })
  const act = of.waiting
  const maySign = act !== null && act.maySign && may('posture.approve')
  return (
    <Modal
      open
      width={720}
      title={`${of.areaName} · ${packKey(of)}`}
      cancelText={d('close')}
      okText={t('signNow')}
      okButtonProps={{ hidden: !maySign, disabled: found.data === undefined }}
      confirmLoading={sign.isBusy}
      onCancel={onClose}
      onOk={() => act !== null && void sign.run({ editionId: of.id, actId: act.id }).then((done) => done !== null && onClose())}
    >
      <div className="pack">
        <p>{of.note}</p>
        <Loaded of={found}>
          {({ checked }) => (
            <>
              <Verdict of={checked} />
              <Problems list={checked.problems} />
              <UnmetList of={checked} />
              <Differences list={checked.differences} />
            </>
          )}
        </Loaded>
      </div>
    </Modal>
  )
}

function EditionCard({ of, onLook }: { of: Edition; onLook: () => void }) {
  const t = useText(editionText)
  const word = useWord()
  const lang = useLang()
  const [, go] = useLocation()
  const { modal } = App.useApp()
  const { may } = useSession()
  const packs = useQuery('posture.listPacks', {})
  const withdraw = useDo('posture.withdrawEdition', { said: t('withdrawn'), alsoRefresh: ['approvals'] })
  const { waiting } = of
  const name = nameOfPack(packs.data, { packId: of.packId, edition: of.baseEdition })[lang]
  return (
    <li className="pack-edition" aria-label={`${of.areaName} ${of.edition}`}>
      <div>
        <strong>
          {of.areaName} · {name} {of.edition}
        </strong>{' '}
        <span className="desk-sign pack-state">
          <span aria-hidden="true">{STATE_SIGNS[of.state]}</span> {word(editionStateWords[of.state])}
        </span>
        <div>{of.note}</div>
        <div className="desk-quiet">
          {t('basedOn', { edition: of.baseEdition })} · {t('by', { name: of.draftedBy, unit: of.draftedUnit, at: showMoment(of.draftedAt, lang) })}
          {of.approvedAt !== null && ` · ${t('approvedAt', { at: showMoment(of.approvedAt, lang) })}`}
        </div>
        {waiting !== null && (
          <div>
            {t('signatures', { have: waiting.signatures.length, needed: waiting.needed })}
            {waiting.signatures.map((one) => ` · ${one.name} ${one.unit}`).join('')}
            {!waiting.maySign && <span className="desk-quiet"> · {t('waits')}</span>}
          </div>
        )}
      </div>
      <div className="desk-row">
        <Button type={waiting?.maySign === true && may('posture.approve') ? 'primary' : 'default'} onClick={onLook}>
          {t(waiting?.maySign === true && may('posture.approve') ? 'lookSign' : 'look')}
        </Button>
        {of.state === 'approved' && <Button onClick={() => go(`/packs/${packKey(of)}`)}>{t('read')}</Button>}
        {of.mayWithdraw && (
          <Button
            onClick={() =>
              modal.confirm({ title: t('withdraw'), content: t('withdrawAsk'), okText: t('withdraw'), onOk: () => withdraw.run({ editionId: of.id }) })
            }
          >
            {t('withdraw')}
          </Button>
        )}
      </div>
    </li>
  )
}

export function EditionsTab() {
  const t = useText(editionText)
  const [lookingAt, setLookingAt] = useState<string | null>(null)
  const editions = useQuery('posture.listEditions', {})
  const looked = editions.data?.find(({ id }) => id === lookingAt)
  return (
    <>
      <Loaded of={editions}>
        {(list) =>
          list.length === 0 ? (
            <Nothing says={t('listEmpty')} />
          ) : (
            <ul className="desk-list">
              {list.map((one) => (
                <EditionCard key={one.id} of={one} onLook={() => setLookingAt(one.id)} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {looked !== undefined && <LookDialog of={looked} onClose={() => setLookingAt(null)} />}
    </>
  )
}
