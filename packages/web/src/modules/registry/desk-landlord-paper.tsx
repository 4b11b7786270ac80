// 房东报告单: one sheet of A5 with the link, for a landlord who reads paper.
import { Alert, Button, Modal } from 'antd'
import { useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { useDo } from '../../desk/parts.tsx'
import { QrPicture } from '../../desk/qr-picture.tsx'
import type { Out } from '../../platform/ops.ts'
import { showDay, useText } from '../../platform/text.ts'
import type { Landlord } from './desk-landlord-dialog.tsx'
import { landlordText } from './desk-landlord-text.ts'
import './desk-cards.css'

type Link = Out<'registry.issueLandlordLink'>

function Paper({ link }: { link: Link }) {
  const t = useText(landlordText)
  return (
    <article className="desk-card desk-paper" aria-label={t('paperTitle')}>
      <header>
        <strong>{t('paperTitle')}</strong>
        <span>{link.communityName}</span>
      </header>
      <p className="desk-paper-hello">{t('paperHello', { name: link.name ?? '' })}</p>
      <p>{t('paperAsk')}</p>
      <div className="desk-card-body">
        {/* A link made by the server names no address; the page knows where it is served from. */}
        <QrPicture value={new URL(link.link, location.origin).href} says={t('paperTitle')} size={190} />
        <div>
          <p className="desk-card-label">{t('paperCode')}</p>
          <p className="desk-card-code">{link.code}</p>
          <p className="desk-quiet">{location.origin}/#/landlord</p>
          <p className="desk-quiet">{t('linkUntil', { day: showDay(link.until) })}</p>
          {link.contactName !== null && (
            <p>
              {t('contact')} <strong>{link.contactName}</strong>
            </p>
          )}
        </div>
      </div>
      <ol>
        <li>{t('paperHow1')}</li>
        <li>{t('paperHow2')}</li>
        <li>{t('paperHow3')}</li>
      </ol>
      <p>
        {t('paperHomes')} {link.doors.join('、')}
      </p>
      <footer>{t('paperKeep')}</footer>
    </article>
  )
}

export function LandlordPaper({ landlord, onClose }: { landlord: Landlord; onClose: () => void }) {
  const t = useText(landlordText)
  const issue = useDo('registry.issueLandlordLink')
  const [link, setLink] = useState<Link | null>(null)
  const isReady = link !== null
  useEffect(() => {
    if (!isReady) return
    document.body.classList.add('desk-printing')
    return () => document.body.classList.remove('desk-printing')
  }, [isReady])
  return (
    <Modal
      open
      title={`${t('paperTitle')}: ${landlord.name ?? ''}`}
      width={560}
      onCancel={onClose}
      footer={[
        <Button key="close" onClick={onClose}>
          {t('close')}
        </Button>,
        isReady ? (
          <Button key="print" type="primary" onClick={() => window.print()}>
            {t('print')}
          </Button>
        ) : (
          <Button key="make" type="primary" loading={issue.isBusy} onClick={() => void issue.run({ landlordId: landlord.id }).then(setLink)}>
            {t('paperMake')}
          </Button>
        ),
      ]}
    >
      {link === null ? (
        <Alert type="info" showIcon title={t('paperReplaces')} />
      ) : (
        <>
          <div className="desk-card-preview">
            <Paper link={link} />
          </div>
          {createPortal(
            <div className="desk-print-sheet">
              <Paper link={link} />
            </div>,
            document.body,
          )}
        </>
      )}
    </Modal>
  )
}
