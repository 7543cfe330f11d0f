import {
  AlignmentType,
  Document,
  Footer,
  HeadingLevel,
  ImageRun,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import type { DocumentPart, ReportDocument } from './document.ts';

/** Half points: 二号 22 pt, 三号 16 pt, 四号 14 pt, 小五 9 pt. */
const size = { title: 44, body: 32, subtitle: 28, table: 19, caption: 21 } as const;
const font = {
  title: { ascii: 'Times New Roman', eastAsia: '宋体', hAnsi: 'Times New Roman' },
  body: { ascii: 'Times New Roman', eastAsia: '仿宋', hAnsi: 'Times New Roman' },
  heading: { ascii: 'Times New Roman', eastAsia: '黑体', hAnsi: 'Times New Roman' },
} as const;
const mm = (millimetres: number): number => Math.round((millimetres / 25.4) * 1440);
/** Between the margins of A4, in twentieths of a point. */
const textWidth = mm(210 - 28 - 26);
/** A line of 28 pt, as office documents are set in. */
const lines = { line: 560, lineRule: LineRuleType.EXACT } as const;
const twoCharacters = 640;

/** The document as Word and WPS open it: A4, Song, Hei and Fangsong type, lines of 28 pt, paragraphs set in by two characters. */
export async function asDocx(document: ReportDocument): Promise<Buffer> {
  const { title, subtitle, parts, closing } = document;
  return Packer.toBuffer(
    new Document({
      title,
      styles: { default: { document: { run: { font: font.body, size: size.body } } } },
      sections: [
        {
          properties: {
            page: {
              size: { width: mm(210), height: mm(297) },
              margin: { top: mm(37), bottom: mm(35), left: mm(28), right: mm(26) },
            },
          },
          footers: { default: new Footer({ children: [pageNumber()] }) },
          children: [
            centred(title, size.title, font.title, true),
            centred(subtitle, size.subtitle, font.body),
            ...parts.flatMap(blocksOf),
            ...closing.map(
              (text) =>
                new Paragraph({
                  alignment: AlignmentType.RIGHT,
                  spacing: lines,
                  children: [new TextRun(text)],
                }),
            ),
          ],
        },
      ],
    }),
  );
}

function blocksOf(part: DocumentPart): (Paragraph | Table)[] {
  switch (part.kind) {
    case 'heading':
      return [
        new Paragraph({
          heading: HeadingLevel.HEADING_1,
          spacing: { ...lines, before: 240 },
          indent: { firstLine: twoCharacters },
          children: [new TextRun({ text: part.text, font: font.heading, size: size.body, color: '000000' })],
        }),
      ];
    case 'paragraph':
      return [
        new Paragraph({
          alignment: AlignmentType.JUSTIFIED,
          spacing: lines,
          indent: { firstLine: twoCharacters },
          children: [new TextRun(part.text)],
        }),
      ];
    case 'table':
      return [tableOf(part), new Paragraph({ spacing: { line: 200, lineRule: LineRuleType.EXACT } })];
    case 'picture': {
      const width = 460;
      return [
        new Paragraph({
          alignment: AlignmentType.CENTER,
          keepNext: true,
          children: [
            new ImageRun({
              type: 'jpg',
              data: part.jpeg,
              transformation: { width, height: Math.round((width * part.height) / part.width) },
              altText: { name: part.caption, title: part.caption, description: part.caption },
            }),
          ],
        }),
        centred(part.caption, size.caption, font.body),
      ];
    }
  }
}

function tableOf({ columns, rows }: Extract<DocumentPart, { kind: 'table' }>): Table {
  const whole = columns.reduce((sum, { width }) => sum + width, 0);
  const widths = columns.map(({ width }) => Math.floor((textWidth * width) / whole));
  const cell = (text: string, column: number, isHead: boolean) =>
    new TableCell({
      width: { size: widths[column] ?? 0, type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      margins: { top: 40, bottom: 40, left: 60, right: 60 },
      ...(isHead ? { shading: { fill: 'E8EEEE' } } : {}),
      children: [
        new Paragraph({
          alignment: isHead
            ? AlignmentType.CENTER
            : columns[column]?.isNumber
              ? AlignmentType.RIGHT
              : AlignmentType.LEFT,
          children: [new TextRun({ text, size: size.table, font: isHead ? font.heading : font.title })],
        }),
      ],
    });
  return new Table({
    columnWidths: widths,
    width: { size: textWidth, type: WidthType.DXA },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: columns.map(({ name }, i) => cell(name, i, true)),
      }),
      ...rows.map(
        (cells) => new TableRow({ cantSplit: true, children: cells.map((text, i) => cell(text, i, false)) }),
      ),
    ],
  });
}

const centred = (
  text: string,
  points: number,
  face: (typeof font)[keyof typeof font],
  isBold = false,
): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: 60, after: 160 },
    children: [new TextRun({ text, size: points, font: face, bold: isBold })],
  });

const pageNumber = (): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [
      new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], size: size.subtitle, font: font.title }),
    ],
  });
