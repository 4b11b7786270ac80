import { text } from '../../platform/text.ts'

export const photoWords = text({
  zh: {
    take: '拍照',
    another: '再拍一张',
    photo: '照片 {number}',
    remove: '删除照片 {number}',
    noFaces: '只拍物品，不要拍到人脸和证件。照片里的位置信息会自动去掉。',
    notOne: '这不是照片，请重新拍。',
    show: '看照片（{count}）',
    hide: '收起照片',
    shown: '照片 {number}，共 {count} 张',
  },
  en: {
    take: 'Take a photo',
    another: 'Another photo',
    photo: 'Photo {number}',
    remove: 'Remove photo {number}',
    noFaces: 'Things only: no faces, no documents. The place written into a photo is removed.',
    notOne: 'This is not a photo. Please take it again.',
    show: 'Photos ({count})',
    hide: 'Hide the photos',
    shown: 'Photo {number} of {count}',
  },
})
