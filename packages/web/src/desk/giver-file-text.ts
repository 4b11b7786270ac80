import { text } from '../platform/text.ts'

export const giverFileText = text({
  zh: {
    giver: '来源',
    pickGiver: '选择来源',
    addGiver: '登记新来源',
    learnt: '列已记住',
    file: '点这里选择文件，或拖进来',
    hint: 'XLSX 或 CSV（UTF-8、GB18030），最多 {most} 行',
    another: '换文件',
    again: '重新查看',
    meaning: '这一列是',
    ignore: '不用',
  },
  en: {
    giver: 'Giver',
    pickGiver: 'Choose the giver',
    addGiver: 'Enter a giver',
    learnt: 'columns remembered',
    file: 'Choose a file, or drop it here',
    hint: 'XLSX or CSV (UTF-8, GB18030), at most {most} rows',
    another: 'Another file',
    again: 'Look again',
    meaning: 'This column is',
    ignore: 'not used',
  },
})
