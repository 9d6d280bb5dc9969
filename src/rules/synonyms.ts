// What people write for a key, in Korean and in other words, to the key that is meant; of several, the first known here.

const MEANT: Readonly<Record<string, string>> = {
  name: '이름 제목 규칙이름 규칙명 명칭 title label id rule rulename',
  match:
    '매치 매칭 일치 조건 키워드 단어 질문 문구 검색어 트리거 말 찾기 keyword keywords trigger triggers pattern patterns if condition conditions matches matcher question questions phrase phrases query contains regex equals words similar fuzzy starts_with ends_with any all not text message input',
  channels: '채널 채널들 채널목록 방 장소 어디 channel chanel channelname room rooms where in',
  from: '사람 누가 누구 작성자 보낸사람 보낸이 발신자 사용자 유저 대상자 멤버 손님 who user users author authors sender by person people member members only_from allow allowed guests external bots 부터 시작 start since begin starts begins',
  mention: '멘션 언급 부름 호출 부를때 mentions mentioned mention_only at_mention is_mention on_mention',
  thread: '스레드 쓰레드 댓글 threads in_thread inthread threaded thread_only',
  hours:
    '시간 근무시간 업무시간 운영시간 영업시간 시간들 때 언제 일정 when time hour schedule window windows office_hours business_hours working_hours during',
  once_per: '한번 한번만 한번씩 딱한번 once onceper only_once once_only once_in one_per',
  limit: '제한 횟수 횟수제한 한도 빈도 쿨다운 limits max ratelimit rate_limit rate throttle cooldown quota frequency',
  reply:
    '답장 답변 응답 답 회신 대답 메시지 내용 글 출력 말하기 text response responses respond answer answers replies message messages say text output then send body',
  react: '반응 이모지 리액션 이모티콘 reaction reactions reacts emoji emojis emoticon',
  enabled: '사용 사용여부 활성 활성화 켜기 켬 켜짐 사용함 enable active isenabled on disabled disable off',
  note: '메모 비고 설명 주석 노트 참고 notes comment comments description desc memo remark',
  examples: '예시 예제 예 보기 시험 테스트 사례 예문 example test tests sample samples case cases',
  rules: '규칙 규칙들 규칙목록 룰 룰들 rule ruleset list items responses',
  default: '기본 기본값 기본답장 기본응답 기본답변 디폴트 나머지 그외 defaults fallback else otherwise defaultreply',
  vars: '변수 변수들 상수 var variable variables constants values',
  version: '버전 판 ver v',
  language: '언어 말 lang locale languages',
  timezone: '시간대 타임존 표준시 tz zone time_zone',
  contains: '포함 포함하는 포함됨 들어있음 키워드 contain include includes containing has keyword keywords text',
  similar:
    '비슷한 비슷함 비슷하게 유사 유사한 오타 fuzzy similarity like similar_to approx approximate near typo typos',
  equals: '같음 같은 동일 정확히 완전일치 일치 exact exactly equal is same eq',
  starts_with: '시작 시작하는 처음 start starts startwith begins begins_with prefix',
  ends_with: '끝 끝나는 마지막 end ends endwith suffix',
  words: '낱말 낱말들 단어 단어들 word',
  regex: '정규식 정규표현식 패턴 regexp regexes re pattern patterns',
  any: '아무거나 하나라도 또는 중하나 or oneof some anyof',
  all: '모두 전부 그리고 and allof every',
  not: '제외 아님 아닌 빼고 except none exclude without',
  yes: '네 예 맞음 맞는말 참 긍정 답함 y true positive good match matches should',
  no: '아니요 아니오 틀림 아님 거짓 부정 안답함 n false negative bad nomatch should_not',
  text: '글 텍스트 내용 답장 답변 문구 본문 말 문장 texts message messages body content reply say',
  channel: '채널 방 장소 channels room where in',
  to: '보낼곳 대상 위치 어디 어디에 받는곳 까지 종료 끝 마침 target where destination send_to in until end till stop ends',
  also_to_channel: '채널에도 채널에도보내기 broadcast reply_broadcast also_channel also_to_channels to_channel_too',
  pick: '선택 고르기 뽑기 순서 choose mode select order',
  blocks: '블록 블럭 블록들 블럭들 block block_kit blockkit attachments',
  after: '지연 대기 나중에 뒤에 후에 기다림 delay wait sleep delayed in_seconds pause',
  times: '횟수 번 최대 몇번 회수 count max maximum number time limit n',
  per: '마다 단위 기준 별 by scope each for',
  every: '간격 기간 동안 주기 interval period within window in duration time',
  days: '요일 날 요일들 day weekday weekdays dow',
  except: '제외 빼고 예외 휴일 공휴일 빼는날 excluding exclude exceptions holidays holiday without skip but',
  at: '시각 때 날짜 시간 언제 일시 time date when datetime timestamp ts now',
};

const plainKey = (key: string): string =>
  key
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[\s_-]/gu, '');

const BY_WORD: ReadonlyMap<string, readonly string[]> = (() => {
  const byWord = new Map<string, string[]>();
  for (const [key, words] of Object.entries(MEANT)) {
    for (const word of words.split(' ')) byWord.set(plainKey(word), [...(byWord.get(plainKey(word)) ?? []), key]);
  }
  return byWord;
})();

/** The key of `known` that `word` means, spelled right but for case and joints, or said in other words. */
export const meantBy = (word: string, known: readonly string[]): string | undefined => {
  const plain = plainKey(word);
  return known.find((key) => plainKey(key) === plain) ?? BY_WORD.get(plain)?.find((key) => known.includes(key));
};
