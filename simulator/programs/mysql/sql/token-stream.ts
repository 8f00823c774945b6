/** The words of one statement, read from left to right. */
import type { Select } from './ast.ts';
import { tokenizePostgres } from './postgres-lexer.ts';
import { syntaxError, tokenize, UnclosedQuote, type Token } from './lexer.ts';

/** Words that cannot be names without backticks. */
const RESERVED = new Set(
  `ADD ALL ALTER ANALYZE AND AS ASC BEFORE BETWEEN BIGINT BINARY BLOB BOTH BY CALL CASCADE CASE CHANGE CHAR CHARACTER CHECK
  COLLATE COLUMN CONDITION CONSTRAINT CONTINUE CONVERT CREATE CROSS CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP CURRENT_USER CURSOR
  DATABASE DATABASES DECIMAL DECLARE DEFAULT DELAYED DELETE DESC DESCRIBE DISTINCT DISTINCTROW DIV DOUBLE DROP DUAL
  EACH ELSE ELSEIF ENCLOSED ESCAPED EXCEPT EXISTS EXIT EXPLAIN FALSE FETCH FLOAT FOR FORCE FOREIGN FROM FULLTEXT GRANT GROUP
  HAVING IF IGNORE IN INDEX INFILE INNER INOUT INSERT INT INTEGER INTERSECT INTERVAL INTO IS ITERATE JOIN KEY KEYS KILL
  LEADING LEAVE LEFT LIKE LIMIT LINES LOAD LOCALTIME LOCALTIMESTAMP LOCK LONG LONGBLOB LONGTEXT LOOP MATCH MEDIUMBLOB MEDIUMINT
  MEDIUMTEXT MOD NATURAL NOT NULL NUMERIC ON OPTIMIZE OPTION OR ORDER OUT OUTER OUTFILE OVER PARTITION PRECISION PRIMARY
  PROCEDURE RANGE RANK READ REAL RECURSIVE REFERENCES REGEXP RELEASE RENAME REPEAT REPLACE REQUIRE RESTRICT RETURN REVOKE RIGHT RLIKE ROW_NUMBER DENSE_RANK
  SCHEMA SCHEMAS SELECT SEPARATOR SET SHOW SMALLINT SPATIAL SQL STARTING STRAIGHT_JOIN TABLE TERMINATED THEN TINYBLOB TINYINT
  TINYTEXT TO TRAILING TRIGGER TRUE UNDO UNION UNIQUE UNLOCK UNSIGNED UPDATE USAGE USE USING VALUES VARBINARY VARCHAR WHEN WHERE WHILE
  WINDOW WITH WRITE XOR ZEROFILL`.split(/\s+/),
);

const POSTGRES_RESERVED = new Set(
  `ALL ANALYZE AND ANY ARRAY AS ASC BOTH CASE CAST CHECK COLLATE COLUMN CONSTRAINT CREATE CROSS CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP CURRENT_USER DEFAULT DESC
  DISTINCT DO ELSE END EXCEPT FALSE FETCH FOR FOREIGN FROM FULL GRANT GROUP HAVING ILIKE IN INNER INTERSECT INTO IS JOIN LATERAL LEADING LEFT LIKE LIMIT LOCALTIME LOCALTIMESTAMP NATURAL
  NOT NULL OFFSET ON ONLY OR ORDER OUTER PRIMARY REFERENCES RETURNING RIGHT SELECT SET SIMILAR SOME TABLE THEN TO TRAILING TRUE UNION UNIQUE USER USING VALUES WHEN WHERE WINDOW WITH`.split(
    /\s+/,
  ),
);

export class TokenStream {
  readonly sql: string;
  /** `MySQL` or `MariaDB`, for error messages. */
  readonly product: string;
  readonly select: (s: TokenStream) => Select;
  private readonly tokens: readonly Token[];
  private at = 0;
  parameters = 0;

  constructor(sql: string, product: string, select: (s: TokenStream) => Select) {
    this.sql = sql;
    this.product = product;
    this.select = select;
    try {
      this.tokens = this.postgres ? tokenizePostgres(sql) : tokenize(sql);
    } catch (error) {
      if (error instanceof UnclosedQuote) throw syntaxError(sql, sql.length - error.message.length, product);
      throw error;
    }
  }

  get postgres(): boolean {
    return this.product === 'PostgreSQL';
  }

  get token(): Token {
    return this.peek(0);
  }

  peek(ahead: number): Token {
    const token = this.tokens[Math.min(this.at + ahead, this.tokens.length - 1)];
    if (token === undefined) throw new Error('a statement has an end token');
    return token;
  }

  get previousEnd(): number {
    return this.tokens[this.at - 1]?.end ?? 0;
  }

  next(): Token {
    const { token } = this;
    this.at++;
    return token;
  }

  mark(): number {
    return this.at;
  }

  reset(mark: number): void {
    this.at = mark;
  }

  fail(): never {
    throw syntaxError(this.sql, this.token.at, this.product);
  }

  get ended(): boolean {
    return this.token.kind === 'end';
  }

  isWord(...words: string[]): boolean {
    return words.every((word, i) => this.peek(i).kind === 'word' && this.peek(i).upper === word);
  }

  isAny(...words: string[]): boolean {
    return words.some((word) => this.isWord(word));
  }

  /** Takes the words when they come next, all of them. */
  accept(...words: string[]): boolean {
    if (!this.isWord(...words)) return false;
    this.at += words.length;
    return true;
  }

  acceptAny<Word extends string>(...words: Word[]): Word | undefined {
    return words.find((word) => this.accept(word));
  }

  expect(...words: string[]): void {
    for (const word of words) if (!this.accept(word)) this.fail();
  }

  isOperator(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'operator' && token.text === text;
  }

  acceptOperator(text: string): boolean {
    if (!this.isOperator(text)) return false;
    this.at++;
    return true;
  }

  expectOperator(text: string): void {
    if (!this.acceptOperator(text)) this.fail();
  }

  isName(): boolean {
    const { token } = this;
    return (
      token.kind === 'quoted' ||
      (token.kind === 'word' && !(this.postgres ? POSTGRES_RESERVED : RESERVED).has(token.upper))
    );
  }

  name(): string {
    if (!this.isName()) this.fail();
    return this.next().text;
  }

  /** After a dot every word is a name. */
  nameAfterDot(): string {
    if (this.token.kind !== 'word' && this.token.kind !== 'quoted') this.fail();
    return this.next().text;
  }

  string(): string {
    if (this.token.kind !== 'string') this.fail();
    return this.next().text;
  }

  nameOrString(): string {
    return this.token.kind === 'string' ? this.next().text : this.nameAfterDot();
  }

  integer(): number {
    if (this.token.kind !== 'number' || !/^\d+$/.test(this.token.text)) this.fail();
    return Number(this.next().text);
  }

  /** One or more, separated by commas. */
  list<T>(read: () => T): T[] {
    const items = [read()];
    while (this.acceptOperator(',')) items.push(read());
    return items;
  }

  inParens<T>(read: () => T): T {
    this.expectOperator('(');
    const result = read();
    this.expectOperator(')');
    return result;
  }

  textFrom(start: number): string {
    return this.sql.slice(start, this.previousEnd);
  }
}
