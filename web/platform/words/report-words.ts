import type { WordTree } from './word-tree.ts';

/** Reporting from a phone. */
export const reportWords = {
  title: ['随手吹哨', 'Report'],
  type: ['事件类型', 'What is it?'],
  chooseType: ['请选择', 'Choose'],
  photos: ['现场照片', 'Pictures'],
  photo: ['照片 {{number}}', 'Picture {{number}}'],
  takePhoto: ['拍照', 'Take one'],
  dropPhoto: ['删除照片 {{number}}', 'Remove picture {{number}}'],
  text: ['情况描述', 'In words'],
  place: ['已定位，误差约 {{metres}} 米', 'Position known to about {{metres}} m'],
  findingPlace: ['正在定位…', 'Finding the position…'],
  typePlace: ['无法定位，请填写经纬度', 'No position: longitude, latitude'],
  callerName: ['来电人', 'Caller'],
  callerPhone: ['联系电话', 'Phone'],
  submit: ['上报', 'Report'],
  blow: ['吹哨', 'Whistle'],
  tasks: ['我的任务 {{count}}', 'To do {{count}}'],
  task: {
    handle: ['待我处置', 'Mine to handle'],
    check: ['待我核查', 'Mine to check'],
    know: ['本网格其他案件', 'Others in my grid'],
  },
  due: ['{{time}} 前', 'by {{time}}'],
  noTasks: ['本网格没有未结案件。', 'Nothing is open in your grid.'],
  myGrid: ['我的网格', 'My grid'],
  sent: ['已上报，案件 {{number}}', 'Reported as case {{number}}'],
  kept: ['已保存在手机，联网后自动上报', 'Kept on this phone; it is sent when there is a network'],
  waiting: ['待上报（保存在本机）', 'Waiting on this phone'],
  refused: ['未被接收：{{reason}}', 'Not accepted: {{reason}}'],
  putAway: ['移除', 'Put away'],
} as const satisfies WordTree;
