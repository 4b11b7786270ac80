// 家庭卡: the printed invitation of a home, two cards a page, with the paper pass for those without a telephone.
import { Alert, Button, Modal, Progress } from 'antd'
import { useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import type { Area } from '../../desk/areas.tsx'
import { useNotify } from '../../desk/parts.tsx'
import { QrPicture } from '../../desk/qr-picture.tsx'
import { call, refresh } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { showDay, useText } from '../../platform/text.ts'
import { homeText } from './desk-text.ts'
import './desk-cards.css'

type Card = Out<'registry.issueFamilyCard'> & { paper: Out<'gate.issuePaperCode'> | null }
export const compoundOf = (chain: readonly Area[]): string => chain.find((step) => step.level === 'compound')?.name ?? ''

// A link made by the server names its own address only if it was told one; the page always knows where it is served from.
const absolute = (link: string) => new URL(link, location.origin).href
const spaced = (code: string) => code.replace(/[^0-9A-Za-z]/g, '').replace(/(.{4})(?=.)/g, '$1 ')

function CardFace({ card, place }: { card: Card; place: string }) {
  const t = useText(homeText)
  return (
    <article className="desk-card" aria-label={`${t('cardTitle')} ${card.areaName} ${card.door}`}>
      <header>
        <strong>{t('cardTitle')}</strong>
        <span>
          {card.areaName} {place} {card.door}
        </span>
      </header>
      <div className="desk-card-body">
        <QrPicture value={absolute(card.link)} says={`${t('cardTitle')} ${card.door}`} size={150} />
        <div>
          <p className="desk-card-label">{t('cardCode')}</p>
          <p className="desk-card-code">{spaced(card.code)}</p>
          <p className="desk-quiet">{location.origin}/</p>
          <p className="desk-quiet">
            {t('cardUntil')} {showDay(card.until)}
          </p>
          <p>
            {t('cardPeople')} {card.residents.join('、')}
          </p>
        </div>
      </div>
      <ol>
        <li>{t('cardHow1')}</li>
        <li>{t('cardHow2')}</li>
        {card.paper !== null && <li>{t('cardHow3')}</li>}
      </ol>
      {card.paper !== null && (
        <div className="desk-card-body desk-card-paper">
          <QrPicture value={card.paper.code} says={t('cardPaper')} size={110} />
          <div>
            <p className="desk-card-label">
              {t('cardPaper')} · {t('cardShort')}
            </p>
            <p className="desk-card-code">{card.paper.shortCode}</p>
            <p className="desk-quiet">
              {t('cardUntil')} {showDay(card.paper.until)}
            </p>
          </div>
        </div>
      )}
      <footer>{t('cardKeep')}</footer>
    </article>
  )
}

/** `place`: the compound, which the door alone does not say. */
export function FamilyCards({ homeIds, place, onClose }: { homeIds: string[]; place: string; onClose: () => void }) {
  const t = useText(homeText)
  const notify = useNotify()
  const { may } = useSession()
  const [cards, setCards] = useState<Card[]>([])
  const [done, setDone] = useState<number | null>(null)
  const isMaking = done !== null && done < homeIds.length
  const isReady = cards.length > 0 && !isMaking

  useEffect(() => {
    if (!isReady) return
    document.body.classList.add('desk-printing')
    return () => document.body.classList.remove('desk-printing')
  }, [isReady])

  const make = async () => {
    setDone(0)
    const made: Card[] = []
    try {
      for (const homeId of homeIds) {
        const card = await call('registry.issueFamilyCard', { homeId })
        const paper = may('gate.issue') ? await call('gate.issuePaperCode', { homeId }) : null
        made.push({ ...card, paper })
        setDone(made.length)
      }
    } catch (error) {
      notify.failed(error)
      setDone(null)
    }
    setCards(made)
    void refresh('registry')
  }
  return (
    <Modal
      open
      title={t('cardTitle')}
      width={560}
      onCancel={onClose}
      footer={
        isReady
          ? [
              <Button key="close" onClick={onClose}>
                {t('close')}
              </Button>,
              <Button key="print" type="primary" onClick={() => window.print()}>
                {t('print')}
              </Button>,
            ]
          : [
              <Button key="close" onClick={onClose}>
                {t('close')}
              </Button>,
              <Button key="make" type="primary" loading={isMaking} onClick={() => void make()}>
                {t('cardMake')}
              </Button>,
            ]
      }
    >
      {!isReady && (
        <Alert type="info" showIcon title={homeIds.length === 1 ? t('cardReplaces') : t('cardsWarn', { n: homeIds.length })} className="desk-gap-below" />
      )}
      {isMaking && (
        <>
          <p>{t('cardsProgress', { done, all: homeIds.length })}</p>
          <Progress percent={Math.round((done / homeIds.length) * 100)} showInfo={false} />
        </>
      )}
      {isReady && (
        <div className="desk-card-preview">
          {cards.slice(0, 3).map((card) => (
            <CardFace key={card.homeId} card={card} place={place} />
          ))}
          {cards.length > 3 && <p className="desk-quiet">… {cards.length}</p>}
        </div>
      )}
      {isReady &&
        createPortal(
          <div className="desk-print-sheet">
            {cards.map((card) => (
              <CardFace key={card.homeId} card={card} place={place} />
            ))}
          </div>,
          document.body,
        )}
    </Modal>
  )
}
