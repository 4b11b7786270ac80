// Where a workbook is dropped, or chosen by a touch: one at a time, sent by whoever asked for it.
import { InboxOutlined } from '@ant-design/icons'
import { Upload } from 'antd'

const SHEETS = '.xlsx,.csv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
type SheetDropProps = { says: string; hint: string; isOff?: boolean; onFile: (file: File) => void }

export function SheetDrop({ says, hint, isOff = false, onFile }: SheetDropProps) {
  return (
    <Upload.Dragger
      accept={SHEETS}
      maxCount={1}
      showUploadList={false}
      disabled={isOff}
      beforeUpload={(file) => {
        onFile(file)
        return false
      }}
    >
      <p className="ant-upload-drag-icon">
        <InboxOutlined />
      </p>
      <p className="ant-upload-text">{says}</p>
      <p className="ant-upload-hint">{hint}</p>
    </Upload.Dragger>
  )
}
