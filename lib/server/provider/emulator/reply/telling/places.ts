import "server-only";
import type { Box } from "../picture/block";
import type { Role } from "../picture/layout";
import type { Look } from "../picture/look";
import type { Language } from "../question";

const rows = { en: ["top", "middle", "bottom"], zh: ["上", "中", "下"] };
const columns = { en: ["left", "centre", "right"], zh: ["左", "中", "右"] };

/** Which ninth of the page a point (0 to 1 from left and top) lies in: "top left", "centre". */
export function ninth(x: number, y: number, language: Language): string {
  const third = (value: number) => Math.min(2, Math.max(0, Math.floor(value * 3)));
  const [row = "", column = ""] = [rows[language][third(y)], columns[language][third(x)]];
  if (language === "zh") {
    if (row === column) return "正中";
    return row === "中" ? `${column}侧` : `${column === "中" ? "" : column}${row}部`;
  }
  if (row === "middle") return column;
  return column === "centre" ? row : `${row} ${column}`;
}

const roles: Record<Role, { en: string; zh: string }> = {
  page: { en: "page", zh: "页面" },
  header: { en: "header bar", zh: "顶部栏" },
  footer: { en: "footer", zh: "底部栏" },
  sidebar: { en: "sidebar", zh: "侧边栏" },
  card: { en: "card", zh: "卡片" },
  button: { en: "button", zh: "按钮" },
  bar: { en: "bar", zh: "柱" },
  panel: { en: "block", zh: "色块" },
  mark: { en: "small mark", zh: "小标记" },
  text: { en: "line of text", zh: "文字行" },
  heading: { en: "heading-sized text", zh: "标题大小的文字" },
  rule: { en: "rule", zh: "线条" },
  drawing: { en: "drawing", zh: "图形" },
};

export const roleName = (role: Role, language: Language): string => roles[role][language];

/** Left, top, width and height of a box in percent of the picture. */
export function percentOf(
  box: Box,
  { raster }: Look,
): { left: number; top: number; width: number; height: number } {
  return {
    left: Math.round((100 * box.x) / raster.width),
    top: Math.round((100 * box.y) / raster.height),
    width: Math.round((100 * box.width) / raster.width),
    height: Math.round((100 * box.height) / raster.height),
  };
}

/** "12%", and "under 1%" for what is seen but small. */
export function shareOf(share: number, language: Language): string {
  if (share > 0 && share < 0.01) return language === "zh" ? "不到 1%" : "under 1%";
  return `${Math.round(share * 100)}%`;
}
