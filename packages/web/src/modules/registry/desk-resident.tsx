import { CARE_CATEGORIES, DOCUMENT_KINDS, type CareCategory, type DocumentKind, RESIDENCY_KINDS, type ResidencyKind } from '@xiaomen/rules/registry'
import { Alert, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { DayInput } from '../../desk/day-input.tsx'
import { useNotify } from '../../desk/parts.tsx'
import { careWords, documentWords, residencyWords, useWord } from '../../desk/words.ts'
import { ApiError, useCommand } from '../../platform/api.ts'
import { sayError } from '../../platform/errors-text.ts'
import { today, useLang, useText } from '../../platform/text.ts'
import type { Person } from './desk-home.tsx'
import { LANGUAGES, useLanguageName } from './desk-languages.ts'
import { faultOf, useDocumentFault } from './document-text.ts'
import { homeText, ledgerText } from './desk-text.ts'

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

/** Adds a person to a home, or changes what is on record. A field that is masked here is kept unless something is typed. */
export function ResidentDialog({ homeId, person, onClose }: { homeId: string; person: Person | null; onClose: () => void }) {
  const t = useText(homeText)
  const l = useText(ledgerText)
  const word = useWord()
  const notify = useNotify()
  const [form] = Form.useForm<Values>()
  const kind = Form.useWatch('documentKind', form)
  const [isKnown, setKnown] = useState(false)
  const add = useCommand('registry.addResident')
  const edit = useCommand('registry.editResident')
  const isNew = person === null
  const nameOf = useLanguageName()
  const lang = useLang()
  const faultIn = useDocumentFault()
  const spoken = person === null || person.lang === null || person.lang === '' ? undefined : person.lang
  const languages = [...new Set<string>([...LANGUAGES, ...(spoken === undefined ? [] : [spoken])])]

  const save = async (values: Values) => {
    const phone = given(values.phone)
    const number = given(values.documentNumber)
    const country = given(values.country)?.toUpperCase()
    const document = number === undefined ? undefined : { kind: values.documentKind ?? 'residentId', number, ...(country === undefined ? {} : { country }) }
    const tongue = values.lang === spoken ? undefined : values.lang
    const common = {
      care: values.care,
      ...(phone === undefined ? {} : { phone }),
      ...(document === undefined ? {} : { document }),
      ...(tongue === undefined ? {} : { lang: tongue }),
    }
    try {
      if (isNew) await add.mutateAsync({ homeId, name: values.name, kind: values.kind, from: values.from, evenIfKnown: isKnown, ...common })
      else {
        // A masked name is not sent back as if it were one.
        const isRenamed = values.name !== person.name && !values.name.includes('*')
        await edit.mutateAsync({ personId: person.id, version: person.version, ...(isRenamed ? { name: values.name } : {}), ...common })
      }
      notify.done(l('saved'))
      onClose()
    } catch (error) {
      const code = error instanceof ApiError ? error.code : null
      if (code === 'registry.known_already') setKnown(true)
      else if (code === 'registry.phone_wrong') form.setFields([{ name: 'phone', errors: [sayError(error)] }])
      const fault = faultOf(error, lang)
      if (fault !== null) form.setFields([{ name: 'documentNumber', errors: [fault] }])
      else notify.failed(error)
    }
  }
  return (
    <Modal
      open
      title={isNew ? t('addResident') : t('editResident')}
      okText={isKnown ? t('addAnyway') : l('save')}
      cancelText={l('cancel')}
      confirmLoading={add.isPending || edit.isPending}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(values) => void save(values)}
        onValuesChange={() => setKnown(false)}
        initialValues={{
          name: person?.name ?? '',
          documentKind: person?.documentKind ?? 'residentId',
          care: person?.care ?? [],
          kind: 'owner',
          from: today(),
          lang: spoken,
        }}
      >
        {isKnown && <Alert type="warning" showIcon title={t('known')} className="desk-gap-below" />}
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
