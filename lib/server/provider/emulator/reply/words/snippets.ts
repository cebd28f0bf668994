import "server-only";

export type CodeLanguage = "ts" | "js" | "python" | "rust" | "sql";

/** One small program, with what is worth knowing of it. */
export type Snippet = {
  named: RegExp;
  title: string;
  titleZh: string;
  idea: string;
  notes: string[];
  notesZh: string;
  code: Partial<Record<CodeLanguage, string>>;
};

const reverse: Snippet = {
  named: /\brevers(e|es|ing|al)\b|反转|倒序|翻转/i,
  title: "a function that reverses a string",
  titleZh: "反转字符串的函数",
  idea: "Reversing the code units one by one would tear apart characters made of two of them, such as emoji.",
  notes: [
    "It works on whole code points, so “a😀b” becomes “b😀a”.",
    "Letters with combining marks are split from their marks; a grapheme segmenter would keep them together.",
  ],
  notesZh: "按完整的码点反转，“a😀b”会变成“b😀a”，不会拆坏表情符号。",
  code: {
    ts: `/** Reverses a string by code points. */
export function reverseString(text: string): string {
  return [...text].reverse().join("");
}

reverseString("perigee"); // "eegirep"`,
    js: `/** Reverses a string by code points. */
export function reverseString(text) {
  return [...text].reverse().join("");
}

reverseString("perigee"); // "eegirep"`,
    python: `def reverse_string(text: str) -> str:
    """Reverse a string by code points."""
    return text[::-1]


print(reverse_string("perigee"))  # eegirep`,
    rust: `/// Reverses a string by code points.
fn reverse_string(text: &str) -> String {
    text.chars().rev().collect()
}

fn main() {
    println!("{}", reverse_string("perigee")); // eegirep
}`,
  },
};

const fizzBuzz: Snippet = {
  named: /fizz ?-?buzz/i,
  title: "FizzBuzz",
  titleZh: "FizzBuzz",
  idea: "Multiples of three become Fizz, of five Buzz, of both FizzBuzz, and everything else stays a number.",
  notes: [
    "Putting the two words together covers the multiples of fifteen without a case of its own.",
    "An empty word means that neither applies, and the number itself is used.",
  ],
  notesZh: "把两个词拼接起来，十五的倍数就不需要单独判断。",
  code: {
    ts: `/** The lines of FizzBuzz from 1 to n. */
export function fizzBuzz(n: number): string[] {
  return Array.from({ length: n }, (_, index) => {
    const i = index + 1;
    const word = (i % 3 === 0 ? "Fizz" : "") + (i % 5 === 0 ? "Buzz" : "");
    return word || String(i);
  });
}`,
    python: `def fizz_buzz(n: int) -> list[str]:
    """The lines of FizzBuzz from 1 to n."""
    return [
        ("Fizz" * (i % 3 == 0) + "Buzz" * (i % 5 == 0)) or str(i)
        for i in range(1, n + 1)
    ]`,
    rust: `/// The lines of FizzBuzz from 1 to n.
fn fizz_buzz(n: u32) -> Vec<String> {
    (1..=n)
        .map(|i| match (i % 3, i % 5) {
            (0, 0) => "FizzBuzz".to_string(),
            (0, _) => "Fizz".to_string(),
            (_, 0) => "Buzz".to_string(),
            _ => i.to_string(),
        })
        .collect()
}`,
  },
};

const debounce: Snippet = {
  named: /\bdebounc(e|es|ed|ing)\b|防抖/i,
  title: "a debounce function",
  titleZh: "防抖函数",
  idea: "Each call starts the wait anew, and only the last call of a burst goes through.",
  notes: [
    "The arguments of the last call are the ones that are used.",
    "`cancel` drops a call that still waits, for when a component goes away.",
  ],
  notesZh: "以最后一次调用的参数为准；cancel 可以取消还在等待的调用。",
  code: {
    ts: `/** Calls \`action\` once no further call has come for \`wait\` milliseconds. */
export function debounce<Args extends unknown[]>(action: (...args: Args) => void, wait: number) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const debounced = (...args: Args): void => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...args), wait);
  };
  debounced.cancel = (): void => clearTimeout(timer);
  return debounced;
}`,
    js: `/** Calls \`action\` once no further call has come for \`wait\` milliseconds. */
export function debounce(action, wait) {
  let timer;
  const debounced = (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...args), wait);
  };
  debounced.cancel = () => clearTimeout(timer);
  return debounced;
}`,
  },
};

const binarySearch: Snippet = {
  named: /\bbinary[ -]search\b|二分/i,
  title: "binary search",
  titleZh: "二分查找",
  idea: "The range that may hold the value is halved at each step, and it is kept half open so that its end is never off by one.",
  notes: [
    "The list must be sorted in ascending order.",
    "It takes about log₂ n steps: twenty for a million entries.",
  ],
  notesZh: "列表必须按升序排列；一百万个元素大约只需二十步。",
  code: {
    ts: `/** The index of \`wanted\` in an ascending list, or -1. */
export function binarySearch(sorted: readonly number[], wanted: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (sorted[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === wanted ? low : -1;
}`,
    python: `from bisect import bisect_left


def binary_search(items: list[int], wanted: int) -> int:
    """The index of wanted in an ascending list, or -1."""
    index = bisect_left(items, wanted)
    return index if index < len(items) and items[index] == wanted else -1`,
    rust: `/// The index of \`wanted\` in an ascending slice.
fn binary_search(sorted: &[i64], wanted: i64) -> Option<usize> {
    let (mut low, mut high) = (0, sorted.len());
    while low < high {
        let middle = low + (high - low) / 2;
        if sorted[middle] < wanted { low = middle + 1 } else { high = middle }
    }
    (sorted.get(low) == Some(&wanted)).then_some(low)
}`,
  },
};

const fibonacci: Snippet = {
  named: /\bfibonacci\b|斐波那契/i,
  title: "the Fibonacci numbers",
  titleZh: "斐波那契数",
  idea: "Only the last two numbers are needed for the next, so a loop with two variables does it; the plain recursion would take exponential time.",
  notes: [
    "It counts from zero: the numbers are 0, 1, 1, 2, 3, 5.",
    "Whole numbers without a limit keep it exact for large n.",
  ],
  notesZh: "从零开始数：0、1、1、2、3、5；使用大整数，n 很大时也准确。",
  code: {
    ts: `/** The nth Fibonacci number, counted from 0. */
export function fibonacci(n: number): bigint {
  let [current, next] = [0n, 1n];
  for (let i = 0; i < n; i++) [current, next] = [next, current + next];
  return current;
}`,
    python: `def fibonacci(n: int) -> int:
    """The nth Fibonacci number, counted from 0."""
    current, following = 0, 1
    for _ in range(n):
        current, following = following, current + following
    return current`,
    rust: `/// The nth Fibonacci number, counted from 0; exact up to n = 186.
fn fibonacci(n: u32) -> u128 {
    (0..n).fold((0, 1), |(current, next), _| (next, current + next)).0
}`,
  },
};

const palindrome: Snippet = {
  named: /\bpalindromes?\b|回文/i,
  title: "a palindrome check",
  titleZh: "回文判断",
  idea: "Spaces, punctuation and case do not count, so they go first; then the text is compared with its reverse.",
  notes: ["“A man, a plan, a canal: Panama” is one.", "The empty text counts as one too."],
  notesZh: "忽略空格、标点和大小写；空字符串也算回文。",
  code: {
    ts: `/** Whether a text reads the same backwards; only letters and digits count. */
export function isPalindrome(text: string): boolean {
  const letters = [...text.toLowerCase()].filter((one) => /[\\p{L}\\p{N}]/u.test(one));
  return letters.every((one, index) => one === letters[letters.length - 1 - index]);
}`,
    python: `def is_palindrome(text: str) -> bool:
    """Whether a text reads the same backwards; only letters and digits count."""
    letters = [one for one in text.lower() if one.isalnum()]
    return letters == letters[::-1]`,
    rust: `/// Whether a text reads the same backwards; only letters and digits count.
fn is_palindrome(text: &str) -> bool {
    let letters: Vec<char> = text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    letters.iter().eq(letters.iter().rev())
}`,
  },
};

const duplicates: Snippet = {
  named: /\bduplicates?\b|重复/i,
  title: "a search for duplicates",
  titleZh: "查找重复项",
  idea: "What occurs more than once is found by counting each value and keeping those with a count above one.",
  notes: ["Each value is named once, however often it occurs.", "One pass over the data is enough."],
  notesZh: "每个重复的值只列一次，遍历一遍即可。",
  code: {
    sql: `-- Addresses that occur more than once, the most frequent first.
SELECT email, COUNT(*) AS times
FROM users
GROUP BY email
HAVING COUNT(*) > 1
ORDER BY times DESC, email;`,
    ts: `/** The values that occur more than once, each named once. */
export function duplicates<T>(values: readonly T[]): T[] {
  const seen = new Set<T>();
  const twice = new Set<T>();
  for (const value of values) (seen.has(value) ? twice : seen).add(value);
  return [...twice];
}`,
    python: `from collections import Counter


def duplicates(values: list) -> list:
    """The values that occur more than once, each named once."""
    return [value for value, times in Counter(values).items() if times > 1]`,
  },
};

const secondHighest: Snippet = {
  named: /\bsecond[ -](highest|largest)\b|\btop \w+ (customers|products|rows)\b|第二高|第二大/i,
  title: "the second highest salary",
  titleZh: "查询第二高的工资",
  idea: "Ties must count as one rank, so the distinct values are ordered and the second is taken; with fewer than two the answer is null.",
  notes: [
    "Equal salaries share a rank.",
    "With only one distinct salary the result is NULL instead of no row.",
  ],
  notesZh: "相同的工资算同一名次；只有一种工资时结果为 NULL。",
  code: {
    sql: `SELECT (
  SELECT DISTINCT salary
  FROM employees
  ORDER BY salary DESC
  LIMIT 1 OFFSET 1
) AS second_highest_salary;`,
  },
};

/** The programs that are kept ready; the first whose name fits is used. */
export const snippets: readonly Snippet[] = [
  fizzBuzz,
  debounce,
  binarySearch,
  fibonacci,
  palindrome,
  secondHighest,
  duplicates,
  reverse,
];
