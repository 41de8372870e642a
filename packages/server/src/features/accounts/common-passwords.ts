/**
 * Tells a password that stands on every list of the most common ones. Those of twelve characters and more are made of
 * a few hundred words, names and runs of keys, said twice or with digits behind: so are the many thousand that this
 * finds, without a list of them.
 */
export function isCommonPassword(password: string): boolean {
  const plain = plainly(password);
  if (new Set(plain).size <= 3) return true;
  const core = plain.replace(/^[^a-z]+|[^a-z]+$/g, "");
  return [plain, unLeet(plain), core, unLeet(core), unLeet(plain).replace(/[^a-z]+/g, "")].some(
    isMadeOfCommonParts,
  );
}

const plainly = (password: string): string =>
  password.normalize("NFKC").toLowerCase().replace(/\s+/g, "");

const leet: { readonly [sign: string]: string } = {
  ...{ "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b" },
  ...{ "@": "a", $: "s", "!": "i", "+": "t" },
};

const unLeet = (text: string): string =>
  text.replace(/[0134578@$!+]/g, (sign) => leet[sign] ?? sign);

/** More words than that, said one after the other, are a passphrase. */
const mostWords = 3;

/** Whether nothing is left once the longest common parts are taken from the front, again and again. */
function isMadeOfCommonParts(text: string): boolean {
  if (text === "") return false;
  const found = new Set<string>();
  let rest = text;
  while (rest !== "" && found.size <= mostWords) {
    const size = longestPart(rest) ?? runLength(rest);
    if (size === 0) return false;
    found.add(rest.slice(0, size));
    rest = rest.slice(size);
  }
  return found.size <= mostWords;
}

function longestPart(text: string): number | null {
  const sizes = words.filter((word) => text.startsWith(word)).map(({ length }) => length);
  return sizes.length === 0 ? null : Math.max(...sizes);
}

/** How long the text begins with keys in a row, on a keyboard or in the alphabet, forwards or backwards; 0: under 3. */
function runLength(text: string): number {
  let longest = 0;
  for (const row of [...rows, ...rows.map((it) => [...it].reverse().join(""))])
    for (let size = 3; size <= text.length && row.includes(text.slice(0, size)); size++)
      longest = Math.max(longest, size);
  const same = /^(.)\1{2,}/.exec(text)?.[0].length ?? 0;
  const years = /^(?:19|20)\d\d/.exec(text)?.[0].length ?? 0;
  return Math.max(longest, same, years);
}

const rows = [
  ...["01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm"],
  ...[
    "qwertzuiop",
    "yxcvbnm",
    "azertyuiop",
    "qsdfghjklm",
    "wxcvbn",
    "!@#$%^&*()",
    "1q2w3e4r5t6y7u8i9o0p",
  ],
  ...[
    "qazwsxedcrfvtgbyhnujmikolp",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik",
    "147258369",
    "159753",
    "123654789",
  ],
];

const words = `
password passw0rd passwort passwd pass word motdepasse contrasena contrasenya senha parola haslo wachtwoord salasana
parolle jelszo heslo sifre kodeord losenord adgangskode admin administrator administrador root user guest test tester
testing demo sample example default secret secure security private login logon signin welcome hello hallo bonjour hola
changeme change letmein let me in open opensesame sesame trustno one trust no iloveyou i love you loveyou lovely lover
forever always never princess prince queen king sunshine shadow monkey dragon master superman batman spiderman
ironman starwars pokemon pikachu naruto football baseball basketball soccer hockey tennis golf liverpool chelsea
arsenal barcelona realmadrid juventus manchester united yankees cowboys lakers steelers eagles michael michelle
jennifer jessica ashley daniel andrew anthony joshua matthew nicole amanda samantha thomas robert william charlie
george jordan hunter harley ranger buster tigger pepper ginger cookie chocolate banana orange apple cheese flower
butterfly rainbow summer winter spring autumn january february march april may june july august september october
november december monday tuesday wednesday thursday friday saturday sunday london paris berlin america england germany
france canada mexico brasil australia computer internet microsoft windows google facebook instagram youtube twitter
linkedin samsung android iphone apple123 whatever nothing everything freedom liberty justice phoenix thunder lightning
diamond silver golden purple yellow black white green blue red blink182 metallica nirvana slipknot eminem beatles
company office business customer service support manager parley landbot chatbot chat bot studio server system database
money dollar lucky angel angels babygirl babyboy baby sweet sweetie honey heart jesus christ god bless family mother
father mommy daddy brother sister friend friends correcthorsebatterystaple abc xyz qwe asd zxc the my is and of for
`
  .split(/\s+/)
  .filter((word) => word !== "");
