import { CARE_CATEGORIES, DOCUMENT_KINDS, type CareCategory, type DocumentKind, RESIDENCY_KINDS, type ResidencyKind } from '@xiaomen/rules/registry'
import { Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { DayInput } from '../../desk/day-input.tsx'
import { useNotify } from '../../desk/parts.tsx'
import { careWords, documentWords, residencyWords, useWord } from '../../desk/words.ts'
import { ApiError, call, useCommand } from '../../platform/api.ts'
import { sayError } from '../../platform/errors-text.ts'
import type { In } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { today, useLang, useText } from '../../platform/text.ts'
import { ConflictChoice } from './conflict-choice.tsx'
import type { Home, Person } from './desk-home-body.tsx'
import { LANGUAGES, useLanguageName } from './desk-languages.ts'
import { type KnownPerson, MergeDialog } from './desk-merge.tsx'
import { faultOf, useDocumentFault } from './document-text.ts'
import { homeText, ledgerText } from './desk-text.ts'
import { type Change, type Conflict, type ConflictField, chosenOf, conflictsOf, mineAtFirst } from './edit-conflict.ts'
import { KnownChoice } from './known-choice.tsx'
import { conflictText, knownText } from './known-text.ts'

type Values = {
  name: string
  phone?: string
  documentKind?: DocumentKind
  documentNumber?: string
  country?: string
  care: CareCategory[]
  kind: ResidencyKind
  from: string
  lang?: string
}
const given = (value: string | undefined) => (value === undefined || value.trim() === '' ? undefined : value.trim())

const refuse = (fault: string | null): Promise<void> => (fault === null ? Promise.resolve() : Promise.reject(new Error(fault)))

/** The person who is being corrected, as one of two that may be the same. */
const asKnown = (person: Person, home: Home['home']): KnownPerson => ({
  ...person,
  communityName: '',
  homes: [{ homeId: home.id, residencyId: person.residency.id, door: home.door, kind: person.residency.kind, from: person.residency.from, isMain: true }],
})
type Step = { kind: 'form' } | { kind: 'known'; asked: In<'registry.findKnown'> } | { kind: 'conflict'; now: Person; change: Change; conflicts: Conflict[] }

/** Adds a person to a home, or changes what is on record. A field that is masked here is kept unless something is typed. */
export function ResidentDialog({ home, person, onClose }: { home: Home['home']; person: Person | null; onClose: () => void }) {
  const t = useText(homeText)
  const l = useText(ledgerText)
  const c = useText(conflictText)
  const k = useText(knownText)
  const word = useWord()
  const notify = useNotify()
  const { may } = useSession()
  const [form] = Form.useForm<Values>()
  const kind = Form.useWatch('documentKind', form)
  const [step, setStep] = useState<Step>({ kind: 'form' })
  const [mine, setMine] = useState<ReadonlySet<ConflictField>>(new Set())
  const [merging, setMerging] = useState<KnownPerson | null>(null)
  const add = useCommand('registry.addResident')
  const edit = useCommand('registry.editResident')
  const isNew = person === null
  const nameOf = useLanguageName()
  const lang = useLang()
  const faultIn = useDocumentFault()
  const spoken = person === null || person.lang === null || person.lang === '' ? undefined : person.lang
  const languages = [...new Set<string>([...LANGUAGES, ...(spoken === undefined ? [] : [spoken])])]

  const read = (values: Values) => {
    const phone = given(values.phone)
    const number = given(values.documentNumber)
    const country = given(values.country)?.toUpperCase()
    const document = number === undefined ? undefined : { kind: values.documentKind ?? 'residentId', number, ...(country === undefined ? {} : { country }) }
    const tongue = values.lang === spoken ? undefined : values.lang
    const numbers = { ...(phone === undefined ? {} : { phone }), ...(document === undefined ? {} : { document }) }
    const isSameCare = person !== null && (person.care === null || person.care.toSorted().join() === values.care.toSorted().join())
    return { numbers, more: { ...(isSameCare ? {} : { care: values.care }), ...(tongue === undefined ? {} : { lang: tongue }) } }
  }
  /** `differentFrom`: of whom it was said that they are somebody else. */
  const save = async (differentFrom: string[] | null = null) => {
    const values = form.getFieldsValue(true) as Values
    const { numbers, more } = read(values)
    const evenSo = differentFrom === null ? {} : { evenIfKnown: true, differentFrom }
    try {
      if (isNew)
        await add.mutateAsync({
          homeId: home.id,
          name: values.name,
          kind: values.kind,
          from: values.from,
          care: values.care,
          evenIfKnown: false,
          ...evenSo,
          ...numbers,
          ...more,
        })
      else {
        // A masked name is not sent back as if it were one.
        const isRenamed = values.name !== person.name && !values.name.includes('*')
        const typed: Change = { ...(isRenamed ? { name: values.name } : {}), ...numbers, ...more }
        const change = step.kind === 'conflict' ? chosenOf(typed, mine) : typed
        const version = step.kind === 'conflict' ? step.now.version : person.version
        if (step.kind !== 'conflict' || Object.keys(change).length > 0) await edit.mutateAsync({ personId: person.id, version, ...change, ...evenSo })
      }
      notify.done(l('saved'))
      onClose()
    } catch (error) {
      const code = error instanceof ApiError ? error.code : null
      if (code === 'registry.known_already') {
        const whose = person === null ? {} : { exceptPersonId: person.id }
        setStep({ kind: 'known', asked: { homeId: home.id, ...(values.name.includes('*') ? {} : { name: values.name }), ...numbers, ...whose } })
        return
      }
      if (code === 'registry.changed_meanwhile' && person !== null) {
        const standing = (await call('registry.getHome', { homeId: home.id }).catch(() => null))?.residents.find((one) => one.id === person.id)
        if (standing !== undefined) {
          const { numbers: typedNumbers, more: typedMore } = read(values)
          const change: Change = { ...(values.name !== person.name && !values.name.includes('*') ? { name: values.name } : {}), ...typedNumbers, ...typedMore }
          const conflicts = conflictsOf(person, standing, change)
          setMine(mineAtFirst(conflicts))
          setStep({ kind: 'conflict', now: standing, change, conflicts })
          return
        }
      }
      if (code === 'registry.phone_wrong') form.setFields([{ name: 'phone', errors: [sayError(error)] }])
      const fault = faultOf(error, lang)
      if (fault !== null) form.setFields([{ name: 'documentNumber', errors: [fault] }])
      else notify.failed(error)
    }
  }
  /** Somebody on record and the person being corrected are one: both side by side. */
  const merge = async (personId: string, asked: In<'registry.findKnown'>) => {
    const known = (await call('registry.findKnown', asked).catch(() => [])).find((one) => one.person.id === personId)
    if (known !== undefined) setMerging(known.person)
  }
  if (merging !== null && person !== null) return <MergeDialog one={asKnown(person, home)} two={merging} onClose={onClose} />
  return (
    <Modal
      open
      title={isNew ? t('addResident') : t('editResident')}
      okText={step.kind === 'conflict' ? c('save') : l('save')}
      cancelText={l('cancel')}
      confirmLoading={add.isPending || edit.isPending}
      onCancel={onClose}
      onOk={() => (step.kind === 'conflict' ? void save() : form.submit())}
      {...(step.kind === 'known' ? { footer: null } : {})}
    >
      {step.kind === 'known' && (
        <KnownChoice
          asked={step.asked}
          link={
            isNew
              ? {
                  kind: (form.getFieldValue('kind') as ResidencyKind | undefined) ?? 'owner',
                  from: (form.getFieldValue('from') as string | undefined) ?? today(),
                }
              : null
          }
          onLinked={() => {
            notify.done(k('moved'))
            onClose()
          }}
          onDifferent={(ids) => void save(ids)}
          {...(!isNew && may('registry.merge', home.path) ? { onMerge: (personId: string) => void merge(personId, step.asked) } : {})}
          onCancel={() => setStep({ kind: 'form' })}
          isBusy={add.isPending || edit.isPending}
        />
      )}
      {step.kind === 'conflict' && <ConflictChoice key={step.now.version} conflicts={step.conflicts} onChange={setMine} />}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        style={step.kind === 'form' ? {} : { display: 'none' }}
        onFinish={() => void save()}
        initialValues={{
          name: person?.name ?? '',
          documentKind: person?.documentKind ?? 'residentId',
          care: person?.care ?? [],
          kind: 'owner',
          from: today(),
          lang: spoken,
        }}
      >
        <Form.Item name="name" label={t('name')} rules={[{ required: true, whitespace: true, message: l('required') }]}>
          <Input maxLength={50} autoComplete="off" autoFocus />
        </Form.Item>
        {isNew && (
          <div className="desk-pair">
            <Form.Item name="kind" label={t('residency')}>
              <Select options={RESIDENCY_KINDS.map((one) => ({ value: one, label: word(residencyWords[one]) }))} />
            </Form.Item>
            <Form.Item name="from" label={t('from')}>
              <DayInput latest={today()} />
            </Form.Item>
          </div>
        )}
        <Form.Item name="phone" label={t('phone')} {...(isNew ? {} : { extra: t('phoneKeep') })}>
          <Input maxLength={20} inputMode="tel" autoComplete="off" placeholder={person?.phone ?? ''} />
        </Form.Item>
        <div className="desk-pair">
          <Form.Item name="documentKind" label={t('documentKind')}>
            <Select options={DOCUMENT_KINDS.map((one) => ({ value: one, label: word(documentWords[one]) }))} />
          </Form.Item>
          <Form.Item
            name="documentNumber"
            label={t('documentNumber')}
            dependencies={['documentKind']}
            validateTrigger="onBlur"
            rules={[({ getFieldValue }) => ({ validator: (_, value?: string) => refuse(faultIn.ofNumber(getFieldValue('documentKind'), value)) })]}
            {...(isNew ? {} : { extra: t('phoneKeep') })}
          >
            <Input maxLength={30} autoComplete="off" placeholder={person?.document ?? ''} />
          </Form.Item>
        </div>
        {kind !== 'residentId' && (
          <Form.Item
            name="country"
            label={t('country')}
            dependencies={['documentKind', 'documentNumber']}
            rules={[
              { pattern: /^[A-Za-z]{2}$/, message: t('country') },
              ({ getFieldValue }) => ({
                validator: (_, value?: string) => refuse(faultIn.ofCountry(getFieldValue('documentKind'), getFieldValue('documentNumber'), value)),
              }),
            ]}
          >
            <Input maxLength={2} style={{ width: 120 }} />
          </Form.Item>
        )}
        <Form.Item name="care" label={t('care9')}>
          <Select mode="multiple" options={CARE_CATEGORIES.map((one) => ({ value: one, label: word(careWords[one]) }))} />
        </Form.Item>
        <Form.Item name="lang" label={t('speaks')}>
          <Select
            allowClear={isNew}
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('none')}
            options={languages.map((tag) => ({ value: tag, label: nameOf(tag) }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  )
}
