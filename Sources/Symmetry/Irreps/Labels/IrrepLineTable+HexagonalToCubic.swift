// The discriminating characters of the small irreps on the lines and planes of the space groups
// 177 … 230; the format is described in IrrepLineTable.swift.
//
// Labels, settings and characters: ISO-IR, version of 2011; H. T. Stokes, B. J. Campbell and
// R. Cordes, Acta Cryst. A69, 388-395 (2013), iso.byu.edu.

extension IrrepLineTable {
  static let toCubic = """
    177|x,y,z;-x,-y,z;-y,x-y,z;x-y,x,z;y,x,-z;x,x-y,-z|DT 0,0,g 03 6 AAABAHAKAIAJ|LD a,a,0 04 2 A\
    AAB|SM a,0,0 05 2 AAAB|P 1/3,1/3,g 02 3 AAAIAH|Q a,a,1/2 04 2 AAAB|R a,0,1/2 05 2 AAAB|U 1/2,\
    0,g 01 2 AAAB|B a,b,0 0 1 A|C a,a,g 0 1 A|D a,0,g 0 1 A|E a,b,1/2 0 1 A
    178|x,y,z;-x,-y,z+1/2;-y,x-y,z+1/3;x-y,x,z+1/6;y,x,-z+1/3;x,x-y,-z+1/6|DT 0,0,g 03 6 AAABAHAK\
    AIAJ|LD a,a,0 04 2 AAAB|SM a,0,0 05 2 AAAB|P 1/3,1/3,g 02 3 AAAIAH|Q a,a,1/2 04 2 AJAI|R a,0,\
    1/2 05 2 AUAS|U 1/2,0,g 01 2 AAAB|B a,b,0 0 1 A|C a,a,g 0 1 A|D a,0,g 0 1 A|E a,b,1/2 0 1 A
    179|x,y,z;-x,-y,z+1/2;-y,x-y,z+2/3;x-y,x,z+5/6;y,x,-z+2/3;x,x-y,-z+5/6|DT 0,0,g 03 6 AAABAHAK\
    AIAJ|LD a,a,0 04 2 AAAB|SM a,0,0 05 2 AAAB|P 1/3,1/3,g 02 3 AAAIAH|Q a,a,1/2 04 2 AHAK|R a,0,\
    1/2 05 2 ARAV|U 1/2,0,g 01 2 AAAB|B a,b,0 0 1 A|C a,a,g 0 1 A|D a,0,g 0 1 A|E a,b,1/2 0 1 A
    180|x,y,z;-x,-y,z;-y,x-y,z+2/3;x-y,x,z+1/3;y,x,-z+2/3;x,x-y,-z+1/3|DT 0,0,g 03 6 AAABAHAKAIAJ\
    |LD a,a,0 04 2 AAAB|SM a,0,0 05 2 AAAB|P 1/3,1/3,g 02 3 AAAIAH|Q a,a,1/2 04 2 AHAK|R a,0,1/\
    2 05 2 AJAI|U 1/2,0,g 01 2 AAAB|B a,b,0 0 1 A|C a,a,g 0 1 A|D a,0,g 0 1 A|E a,b,1/2 0 1 A
    181|x,y,z;-x,-y,z;-y,x-y,z+1/3;x-y,x,z+2/3;y,x,-z+1/3;x,x-y,-z+2/3|DT 0,0,g 03 6 AAABAHAKAIAJ\
    |LD a,a,0 04 2 AAAB|SM a,0,0 05 2 AAAB|P 1/3,1/3,g 02 3 AAAIAH|Q a,a,1/2 04 2 AJAI|R a,0,1/\
    2 05 2 AHAK|U 1/2,0,g 01 2 AAAB|B a,b,0 0 1 A|C a,a,g 0 1 A|D a,0,g 0 1 A|E a,b,1/2 0 1 A
    182|x,y,z;-x,-y,z+1/2;-y,x-y,z;x-y,x,z+1/2;y,x,-z;x,x-y,-z+1/2|DT 0,0,g 03 6 AAABAHAKAIAJ|L\
    D a,a,0 04 2 AAAB|SM a,0,0 05 2 AAAB|P 1/3,1/3,g 02 3 AAAIAH|Q a,a,1/2 04 2 AAAB|R a,0,1/2 0\
    5 2 AEAF|U 1/2,0,g 01 2 AAAB|B a,b,0 0 1 A|C a,a,g 0 1 A|D a,0,g 0 1 A|E a,b,1/2 0 1 A
    183|x,y,z;-x,-y,z;-x+y,y,z;x,x-y,z;-x,-x+y,z;y,x,z|DT 0,0,g 012 6 AAAAABABBABADDCDGC|LD a,a,\
    0 05 2 AAAB|SM a,0,0 03 2 AAAB|P 1/3,1/3,g 04 3 AAABDC|Q a,a,1/2 05 2 AAAB|R a,0,1/2 03 2 AAA\
    B|U 1/2,0,g 013 4 AAAAABABBABA|B a,b,0 0 1 A|C a,a,g 05 2 AAAB|D a,0,g 03 2 AAAB|E a,b,1/\
    2 0 1 A
    184|x,y,z;-x,-y,z;-x+y,y,z+1/2;x,x-y,z+1/2;-x,-x+y,z+1/2;y,x,z+1/2|DT 0,0,g 012 6 AAAAABABBAB\
    ADDCDGC|LD a,a,0 05 2 AAAB|SM a,0,0 03 2 AAAB|P 1/3,1/3,g 04 3 AAABDC|Q a,a,1/2 05 2 AAAB|R a\
    ,0,1/2 03 2 AAAB|U 1/2,0,g 013 4 AAAAABABBABA|B a,b,0 0 1 A|C a,a,g 05 2 AAAB|D a,0,g 03 2 AA\
    AB|E a,b,1/2 0 1 A
    185|x,y,z;-x,-y,z+1/2;-x+y,y,z+1/2;x,x-y,z+1/2;-x,-x+y,z;y,x,z|DT 0,0,g 012 6 AAAAABABBABADDC\
    DGC|LD a,a,0 05 2 AAAB|SM a,0,0 03 2 AAAB|P 1/3,1/3,g 04 3 AAABDC|Q a,a,1/2 05 2 AAAB|R a,0,1\
    /2 03 2 AAAB|U 1/2,0,g 013 4 AAAAABABBABA|B a,b,0 0 1 A|C a,a,g 05 2 AAAB|D a,0,g 03 2 AAAB|\
    E a,b,1/2 0 1 A
    186|x,y,z;-x,-y,z+1/2;-x+y,y,z;x,x-y,z;-x,-x+y,z+1/2;y,x,z+1/2|DT 0,0,g 012 6 AAAAABABBABADDC\
    DGC|LD a,a,0 05 2 AAAB|SM a,0,0 03 2 AAAB|P 1/3,1/3,g 04 3 AAABDC|Q a,a,1/2 05 2 AAAB|R a,0,1\
    /2 03 2 AAAB|U 1/2,0,g 013 4 AAAAABABBABA|B a,b,0 0 1 A|C a,a,g 05 2 AAAB|D a,0,g 03 2 AAAB|\
    E a,b,1/2 0 1 A
    187|x,y,z;-y,x-y,z;x,x-y,-z;x,y,-z;-x+y,y,z;x,x-y,z|DT 0,0,g 04 3 AAABDC|LD a,a,0 03 2 AAAB|S\
    M a,0,0 023 4 AAAABAABBAAB|P 1/3,1/3,g 01 3 AAAIAH|Q a,a,1/2 03 2 AAAB|R a,0,1/2 023 4 AAAABA\
    ABBAAB|U 1/2,0,g 05 2 AAAB|B a,b,0 03 2 AAAB|C a,a,g 0 1 A|D a,0,g 05 2 AAAB|E a,b,1/2 03 2 A\
    AAB
    188|x,y,z;-y,x-y,z;x,x-y,-z;x,y,-z+1/2;-x+y,y,z+1/2;x,x-y,z+1/2|DT 0,0,g 04 3 AAABDC|LD a,a,\
    0 03 2 AAAB|SM a,0,0 023 4 AAAABAABBAAB|P 1/3,1/3,g 01 3 AAAIAH|Q a,a,1/2 03 2 AEAF|R a,0,1/\
    2 0 1 D|U 1/2,0,g 05 2 AAAB|B a,b,0 03 2 AAAB|C a,a,g 0 1 A|D a,0,g 05 2 AAAB|E a,b,1/2 0\
    3 2 AEAF
    189|x,y,z;y,x,-z;x,y,-z;-x,-x+y,z;y,x,z|DT 0,0,g 03 3 AAABDC|LD a,a,0 012 4 AAAAABABBABA|SM a\
    ,0,0 02 2 AAAB|P 1/3,1/3,g 03 3 AAABDC|Q a,a,1/2 012 4 AAAAABABBABA|R a,0,1/2 02 2 AAAB|U 1/2\
    ,0,g 03 2 AAAB|B a,b,0 02 2 AAAB|C a,a,g 04 2 AAAB|D a,0,g 0 1 A|E a,b,1/2 02 2 AAAB
    190|x,y,z;y,x,-z;x,y,-z+1/2;-x,-x+y,z+1/2;y,x,z+1/2|DT 0,0,g 03 3 AAABDC|LD a,a,0 012 4 AAAAA\
    BABBABA|SM a,0,0 02 2 AAAB|P 1/3,1/3,g 03 3 AAABDC|Q a,a,1/2 0 1 D|R a,0,1/2 02 2 AEAF|U 1/2,\
    0,g 03 2 AAAB|B a,b,0 02 2 AAAB|C a,a,g 04 2 AAAB|D a,0,g 0 1 A|E a,b,1/2 02 2 AEAF
    191|x,y,z;-x,-y,z;y,x,-z;x,x-y,-z;x,y,-z;-x+y,y,z;x,x-y,z;-x,-x+y,z;y,x,z|DT 0,0,g 015 6 AAAA\
    ABABBABADDCDGC|LD a,a,0 024 4 AAAAABABBABA|SM a,0,0 034 4 AAAABAABBAAB|P 1/3,1/3,g 07 3 AAABD\
    C|Q a,a,1/2 024 4 AAAAABABBABA|R a,0,1/2 034 4 AAAABAABBAAB|U 1/2,0,g 016 4 AAAAABABBABA|B a,\
    b,0 04 2 AAAB|C a,a,g 08 2 AAAB|D a,0,g 06 2 AAAB|E a,b,1/2 04 2 AAAB
    192|x,y,z;-x,-y,z;y,x,-z+1/2;x,x-y,-z+1/2;x,y,-z;-x+y,y,z+1/2;x,x-y,z+1/2;-x,-x+y,z+1/2;y,x,z\
    +1/2|DT 0,0,g 015 6 AAAAABABBABADDCDGC|LD a,a,0 024 4 AAAAABABBABA|SM a,0,0 034 4 AAAABAABBAA\
    B|P 1/3,1/3,g 07 3 AAABDC|Q a,a,1/2 0 1 D|R a,0,1/2 0 1 D|U 1/2,0,g 016 4 AAAAABABBABA|B a,b,\
    0 04 2 AAAB|C a,a,g 08 2 AAAB|D a,0,g 06 2 AAAB|E a,b,1/2 04 2 AAAB
    193|x,y,z;-x,-y,z+1/2;y,x,-z+1/2;x,x-y,-z;x,y,-z+1/2;-x+y,y,z+1/2;x,x-y,z+1/2;-x,-x+y,z;y,x,z\
    |DT 0,0,g 015 6 AAAAABABBABADDCDGC|LD a,a,0 024 4 AAAAABABBABA|SM a,0,0 034 4 AAAABAABBAAB|\
    P 1/3,1/3,g 07 3 AAABDC|Q a,a,1/2 024 4 AEEAEFAFFAFE|R a,0,1/2 0 1 D|U 1/2,0,g 016 4 AAAAABAB\
    BABA|B a,b,0 04 2 AAAB|C a,a,g 08 2 AAAB|D a,0,g 06 2 AAAB|E a,b,1/2 04 2 AEAF
    194|x,y,z;-x,-y,z+1/2;y,x,-z;x,x-y,-z+1/2;x,y,-z+1/2;-x+y,y,z;x,x-y,z;-x,-x+y,z+1/2;y,x,z+1/2\
    |DT 0,0,g 015 6 AAAAABABBABADDCDGC|LD a,a,0 024 4 AAAAABABBABA|SM a,0,0 034 4 AAAABAABBAAB|\
    P 1/3,1/3,g 07 3 AAABDC|Q a,a,1/2 0 1 D|R a,0,1/2 034 4 AEEAFEAFFAEF|U 1/2,0,g 016 4 AAAAABAB\
    BABA|B a,b,0 04 2 AAAB|C a,a,g 08 2 AAAB|D a,0,g 06 2 AAAB|E a,b,1/2 04 2 AEAF
    195|x,y,z;x,-y,-z;-x,y,-z;-x,-y,z;z,x,y|DT 0,b,0 02 2 AAAB|LD a,a,a 04 3 AAAIAH|SM a,a,\
    0 0 1 A|S a,1/2,a 0 1 A|T 1/2,1/2,g 03 2 AAAB|Z a,1/2,0 01 2 AAAB|ZA 1/2,b,0 02 2 AAAB|C a,a,\
    g 0 1 A|A a,b,0 0 1 A|B a,1/2,g 0 1 A
    196|x,y,z;x,-y,-z;-x,y,-z;z,x,y|DT 0,b,0 02 2 AAAB|LD a,a,a 03 3 AAAIAH|SM a,a,0 0 1 A|Q 1/2,\
    b,-b+1 0 1 A|V a,1,0 01 2 AAAB|C a,a,g 0 1 A|A a,b,0 0 1 A
    197|x,y,z;-x,y,-z;-x,-y,z;z,x,y|DT 0,b,0 01 2 AAAB|LD a,a,a 03 3 AAAIAH|SM a,a,0 0 1 A|D 1/2,\
    1/2,g 02 2 AAAB|G a+1,-a+1,1 0 1 A|C a,a,g 0 1 A|A a,b,0 0 1 A
    198|x,y,z;x+1/2,-y+1/2,-z;-x,y+1/2,-z+1/2;-x+1/2,-y,z+1/2;z,x,y|DT 0,b,0 02 2 AAAB|LD a,a,a 0\
    4 3 AAAIAH|SM a,a,0 0 1 A|S a,1/2,a 0 1 A|T 1/2,1/2,g 03 2 AEAF|Z a,1/2,0 01 2 AEAF|ZA 1/2,b,\
    0 02 2 AAAB|C a,a,g 0 1 A|A a,b,0 0 1 A|B a,1/2,g 0 1 A
    199|x,y,z;-x+1/2,y,-z;-x,-y+1/2,z;z,x,y|DT 0,b,0 01 2 AAAB|LD a,a,a 03 3 AAAIAH|SM a,a,\
    0 0 1 A|D 1/2,1/2,g 02 2 AEAF|G a+1,-a+1,1 0 1 A|C a,a,g 0 1 A|A a,b,0 0 1 A
    200|x,y,z;x,-y,-z;-x,y,-z;-x,-y,z;z,x,y;-x,y,z;x,-y,z;x,y,-z|DT 0,b,0 025 4 AAAAABABAABB|LD a\
    ,a,a 04 3 AAAIAH|SM a,a,0 07 2 AAAB|S a,1/2,a 06 2 AAAB|T 1/2,1/2,g 035 4 AAAAABABAABB|Z a,1/\
    2,0 016 4 AAAAABABAABB|ZA 1/2,b,0 025 4 AAAAABABAABB|C a,a,g 0 1 A|A a,b,0 07 2 AAAB|B a,1/2,\
    g 06 2 AAAB
    201|x,y,z;-x+1/2,y,-z+1/2;-x+1/2,-y+1/2,z;z,x,y;-x,y+1/2,z+1/2;x+1/2,-y,z+1/2;x+1/2,y+1/2,-z|\
    DT 0,b,0 014 4 AAAAABABAABB|LD a,a,a 03 3 AAAIAH|SM a,a,0 06 2 AAAB|S a,1/2,a 05 2 AAAB|T 1/2\
    ,1/2,g 024 4 ABBABAAABAAA|Z a,1/2,0 0 1 D|ZA 1/2,b,0 0 1 D|C a,a,g 0 1 A|A a,b,0 06 2 AAAB|\
    B a,1/2,g 05 2 ABAA
    202|x,y,z;x,-y,-z;-x,y,-z;z,x,y;-x,y,z;x,-y,z;x,y,-z|DT 0,b,0 024 4 AAAAABABAABB|LD a,a,a 0\
    3 3 AAAIAH|SM a,a,0 06 2 AAAB|Q 1/2,b,-b+1 0 1 A|V a,1,0 015 4 AAAAABABAABB|C a,a,g 0 1 A|A a\
    ,b,0 06 2 AAAB
    203|x,y,z;-x+3/4,y,-z+3/4;z,x,y;-x,y+1/4,z+1/4;x+1/4,y+1/4,-z|DT 0,b,0 013 4 AAAAABABAABB|L\
    D a,a,a 02 3 AAAIAH|SM a,a,0 04 2 AAAB|Q 1/2,b,-b+1 0 1 A|V a,1,0 0 1 D|C a,a,g 0 1 A|A a,b,\
    0 04 2 AAAB
    204|x,y,z;-x,y,-z;-x,-y,z;z,x,y;-x,y,z;x,y,-z|DT 0,b,0 014 4 AAAAABABAABB|LD a,a,a 03 3 AAAIA\
    H|SM a,a,0 05 2 AAAB|D 1/2,1/2,g 02 2 AAAB|G a+1,-a+1,1 05 2 AAAB|C a,a,g 0 1 A|A a,b,0 0\
    5 2 AAAB
    205|x,y,z;x+1/2,-y+1/2,-z;-x,y+1/2,-z+1/2;z,x,y;-x+1/2,y+1/2,z;x,-y+1/2,z+1/2;x+1/2,y,-z+1/2|\
    DT 0,b,0 024 4 AAAAABABAABB|LD a,a,a 03 3 AAAIAH|SM a,a,0 06 2 AAAB|S a,1/2,a 05 2 AEAF|T 1/2\
    ,1/2,g 0 1 D|Z a,1/2,0 015 4 AEEAEFAFEAFF|ZA 1/2,b,0 0 1 D|C a,a,g 0 1 A|A a,b,0 06 2 AAAB|\
    B a,1/2,g 05 2 AFAE
    206|x,y,z;-x+1/2,y,-z;-x,-y+1/2,z;z,x,y;-x,y,z+1/2;x,y+1/2,-z|DT 0,b,0 014 4 AAAAABABAABB|L\
    D a,a,a 03 3 AAAIAH|SM a,a,0 05 2 AAAB|D 1/2,1/2,g 02 2 AEAF|G a+1,-a+1,1 05 2 ABAA|C a,a,\
    g 0 1 A|A a,b,0 05 2 AAAB
    207|x,y,z;x,-y,-z;z,x,y;z,y,-x;-y,x,z;y,x,-z;z,-y,x|DT 0,b,0 03 4 AAABAFAE|LD a,a,a 02 3 AAAI\
    AH|SM a,a,0 05 2 AAAB|S a,1/2,a 06 2 AAAB|T 1/2,1/2,g 04 4 AAABAFAE|Z a,1/2,0 01 2 AAAB|C a,a\
    ,g 0 1 A|A a,b,0 0 1 A|B a,1/2,g 0 1 A
    208|x,y,z;x,-y,-z;z,x,y;z+1/2,y+1/2,-x+1/2;-y+1/2,x+1/2,z+1/2;y+1/2,x+1/2,-z+1/2;z+1/2,-y+1/2\
    ,x+1/2|DT 0,b,0 03 4 AAABAEAF|LD a,a,a 02 3 AAAIAH|SM a,a,0 05 2 AAAB|S a,1/2,a 06 2 AEAF|T 1\
    /2,1/2,g 04 4 AFAEABAA|Z a,1/2,0 01 2 AAAB|C a,a,g 0 1 A|A a,b,0 0 1 A|B a,1/2,g 0 1 A
    209|x,y,z;x,-y,-z;z,x,y;z,y,-x;y,x,-z;-x,-z,-y|DT 0,b,0 03 4 AAABAFAE|LD a,a,a 02 3 AAAIAH|S\
    M a,a,0 04 2 AAAB|Q 1/2,b,-b+1 05 2 AAAB|V a,1,0 01 2 AAAB|C a,a,g 0 1 A|A a,b,0 0 1 A
    210|x,y,z;x,-y,-z;z,x,y;z+1/4,y+1/4,-x+1/4;y+1/4,x+1/4,-z+1/4;-x+1/4,-z+1/4,-y+1/4|DT 0,b,0 0\
    3 4 AAABAEAF|LD a,a,a 02 3 AAAIAH|SM a,a,0 04 2 AAAB|Q 1/2,b,-b+1 05 2 AdAg|V a,1,0 01 2 AAAB\
    |C a,a,g 0 1 A|A a,b,0 0 1 A
    211|x,y,z;-x,-y,z;z,x,y;z,y,-x;y,x,-z;-y,-x,-z|DT 0,b,0 03 4 AAABAFAE|LD a,a,a 02 3 AAAIAH|S\
    M a,a,0 04 2 AAAB|D 1/2,1/2,g 01 2 AAAB|G a+1,-a+1,1 05 2 AAAB|C a,a,g 0 1 A|A a,b,0 0 1 A
    212|x,y,z;x+1/2,-y+1/2,-z;z,x,y;z+1/4,y+3/4,-x+3/4;-y+3/4,x+1/4,z+3/4;y+1/4,x+3/4,-z+3/4;z+3/\
    4,-y+3/4,x+1/4|DT 0,b,0 03 4 AAABAEAF|LD a,a,a 02 3 AAAIAH|SM a,a,0 05 2 AAAB|S a,1/2,a 0\
    6 2 AdAg|T 1/2,1/2,g 04 4 AFAEABAA|Z a,1/2,0 01 2 AEAF|C a,a,g 0 1 A|A a,b,0 0 1 A|B a,1/2,\
    g 0 1 A
    213|x,y,z;x+1/2,-y+1/2,-z;z,x,y;z+3/4,y+1/4,-x+1/4;-y+1/4,x+3/4,z+1/4;y+3/4,x+1/4,-z+1/4;z+1/\
    4,-y+1/4,x+3/4|DT 0,b,0 03 4 AAABAEAF|LD a,a,a 02 3 AAAIAH|SM a,a,0 05 2 AAAB|S a,1/2,a 0\
    6 2 AfAe|T 1/2,1/2,g 04 4 ABAAAFAE|Z a,1/2,0 01 2 AEAF|C a,a,g 0 1 A|A a,b,0 0 1 A|B a,1/2,\
    g 0 1 A
    214|x,y,z;-x,-y+1/2,z;z,x,y;z+3/4,y+1/4,-x+1/4;y+3/4,x+1/4,-z+1/4;-y+1/4,-x+1/4,-z+1/4|DT 0,b\
    ,0 03 4 AAABAEAF|LD a,a,a 02 3 AAAIAH|SM a,a,0 04 2 AAAB|D 1/2,1/2,g 01 2 AEAF|G a+1,-a+1,1 0\
    5 2 AFAE|C a,a,g 0 1 A|A a,b,0 0 1 A
    215|x,y,z;x,-y,-z;-x,y,-z;-x,-y,z;-y,-x,z;y,x,z;-z,y,-x;z,y,x|DT 0,b,0 026 4 AAAAABABBABA|L\
    D a,a,a 05 3 AAABDC|SM a,a,0 05 2 AAAB|S a,1/2,a 07 2 AAAB|T 1/2,1/2,g 034 4 AAAAABABBABA|Z a\
    ,1/2,0 01 2 AAAB|C a,a,g 05 2 AAAB|A a,b,0 0 1 A|B a,1/2,g 0 1 A
    216|x,y,z;x,-y,-z;-x,y,-z;y,x,z;-z,y,-x|DT 0,b,0 024 4 AAAAABABBABA|LD a,a,a 03 3 AAABDC|SM a\
    ,a,0 03 2 AAAB|Q 1/2,b,-b+1 0 1 A|V a,1,0 01 2 AAAB|C a,a,g 03 2 AAAB|A a,b,0 0 1 A
    217|x,y,z;-x,y,-z;-x,-y,z;-y,-x,z;y,x,z;-z,y,-x|DT 0,b,0 015 4 AAAAABABBABA|LD a,a,a 04 3 AAA\
    BDC|SM a,a,0 04 2 AAAB|D 1/2,1/2,g 023 4 AAAAABABBABA|G a+1,-a+1,1 03 2 AAAB|C a,a,g 04 2 AAA\
    B|A a,b,0 0 1 A
    218|x,y,z;x,-y,-z;-x,y,-z;-x,-y,z;-y+1/2,-x+1/2,z+1/2;y+1/2,x+1/2,z+1/2;-z+1/2,y+1/2,-x+1/2;z\
    +1/2,y+1/2,x+1/2|DT 0,b,0 026 4 AAAAABABBABA|LD a,a,a 05 3 AAABDC|SM a,a,0 05 2 AAAB|S a,1/2,\
    a 07 2 ABAA|T 1/2,1/2,g 034 4 AABAAAABAABB|Z a,1/2,0 01 2 AAAB|C a,a,g 05 2 AAAB|A a,b,\
    0 0 1 A|B a,1/2,g 0 1 A
    219|x,y,z;x,-y,-z;-x,y,-z;y+1/2,x+1/2,z+1/2;-z+1/2,y+1/2,-x+1/2|DT 0,b,0 024 4 AAAAABABBABA|L\
    D a,a,a 03 3 ABAADC|SM a,a,0 03 2 AAAB|Q 1/2,b,-b+1 0 1 A|V a,1,0 01 2 AAAB|C a,a,g 03 2 AAAB\
    |A a,b,0 0 1 A
    220|x,y,z;-x+1/2,y,-z;-y+3/4,-x+1/4,z+1/4;y+1/4,x+1/4,z+1/4;-z+1/4,y+1/4,-x+3/4|DT 0,b,0 01\
    4 4 AAAAABABBABA|LD a,a,a 03 3 AAABDC|SM a,a,0 03 2 AAAB|D 1/2,1/2,g 0 1 D|G a+1,-a+1,1 0\
    2 2 AAAB|C a,a,g 03 2 AAAB|A a,b,0 0 1 A
    221|x,y,z;x,-y,-z;z,y,-x;-y,x,z;y,x,-z;z,-y,x;-x,y,z;x,-y,z;x,y,-z;y,x,z|DT 0,b,0 026 5 AAAAB\
    AABBAABDCC|LD a,a,a 09 3 AAABDC|SM a,a,0 048 4 AAAABAABBAAB|S a,1/2,a 057 4 AAAABAABBAAB|T 1/\
    2,1/2,g 036 5 AAAABAABBAABDCC|Z a,1/2,0 017 4 AAAAABABAABB|C a,a,g 09 2 AAAB|A a,b,0 08 2 AAA\
    B|B a,1/2,g 07 2 AAAB
    222|x,y,z;z,y,-x+1/2;-y+1/2,x,z;y,x,-z+1/2;-x,y+1/2,z+1/2;x+1/2,-y,z+1/2;x+1/2,y+1/2,-z;y+1/2\
    ,x+1/2,z+1/2|DT 0,b,0 014 5 AAAABAABBAABDCC|LD a,a,a 07 3 AAABDC|SM a,a,0 036 4 AAAABAABBAAB|\
    S a,1/2,a 0 1 D|T 1/2,1/2,g 024 5 ABBAABAAAABADCC|Z a,1/2,0 0 1 D|C a,a,g 07 2 AAAB|A a,b,0 0\
    6 2 AAAB|B a,1/2,g 05 2 ABAA
    223|x,y,z;x,-y,-z;z+1/2,y+1/2,-x+1/2;-y+1/2,x+1/2,z+1/2;y+1/2,x+1/2,-z+1/2;-x,y,z;x,-y,z;x,y,\
    -z;y+1/2,x+1/2,z+1/2|DT 0,b,0 025 5 AAAABAABBAABDCC|LD a,a,a 08 3 AAABDC|SM a,a,0 047 4 AAAAB\
    AABBAAB|S a,1/2,a 0 1 D|T 1/2,1/2,g 035 5 AAAABAABBAABDCC|Z a,1/2,0 016 4 AAAAABABAABB|C a,a,\
    g 08 2 AAAB|A a,b,0 07 2 AAAB|B a,1/2,g 06 2 AAAB
    224|x,y,z;z+1/2,y+1/2,-x;-y,x+1/2,z+1/2;y+1/2,x+1/2,-z;z+1/2,-y,x+1/2;-x,y+1/2,z+1/2;x+1/2,-y\
    ,z+1/2;x+1/2,y+1/2,-z;y,x,z|DT 0,b,0 015 5 AAAABAABBAABDCC|LD a,a,a 08 3 AAABDC|SM a,a,0 03\
    7 4 AAAABAABBAAB|S a,1/2,a 046 4 AAAABAABBAAB|T 1/2,1/2,g 025 5 ABBAABAAAABADCC|Z a,1/2,\
    0 0 1 D|C a,a,g 08 2 AAAB|A a,b,0 07 2 AAAB|B a,1/2,g 06 2 ABAA
    225|x,y,z;x,-y,-z;z,y,-x;y,x,-z;-x,-z,-y;-x,y,z;x,-y,z;x,y,-z;y,x,z|DT 0,b,0 025 5 AAAABAABBA\
    ABDCC|LD a,a,a 08 3 AAABDC|SM a,a,0 037 4 AAAABAABBAAB|Q 1/2,b,-b+1 04 2 AAAB|V a,1,0 016 4 A\
    AAAABABAABB|C a,a,g 08 2 AAAB|A a,b,0 07 2 AAAB
    226|x,y,z;x,-y,-z;z+1/2,y+1/2,-x+1/2;y+1/2,x+1/2,-z+1/2;-x+1/2,-z+1/2,-y+1/2;-x,y,z;x,-y,z;x,\
    y,-z;y+1/2,x+1/2,z+1/2|DT 0,b,0 025 5 AAAABAABBAABDCC|LD a,a,a 08 3 ABAADC|SM a,a,0 037 4 AAA\
    ABAABBAAB|Q 1/2,b,-b+1 04 2 AFAE|V a,1,0 016 4 AAAAABABAABB|C a,a,g 08 2 AAAB|A a,b,0 07 2 AA\
    AB
    227|x,y,z;z+1/4,y+1/4,-x;y+1/4,x+1/4,-z;-x,-z,-y;-x,y+1/4,z+1/4;x+1/4,y+1/4,-z;y,x,z|DT 0,b,\
    0 014 5 AAAABAABBAABDCC|LD a,a,a 06 3 AAABDC|SM a,a,0 025 4 AAAABAABBAAB|Q 1/2,b,-b+1 03 2 AA\
    AB|V a,1,0 0 1 D|C a,a,g 06 2 AAAB|A a,b,0 05 2 AAAB
    228|x,y,z;z+1/4,y+1/4,-x+1/2;y+1/4,x+1/4,-z+1/2;-x+1/2,-z+1/2,-y+1/2;-x,y+1/4,z+1/4;x+1/4,y+1\
    /4,-z;y+1/2,x+1/2,z+1/2|DT 0,b,0 014 5 AAAABAABBAABDCC|LD a,a,a 06 3 ABAADC|SM a,a,0 025 4 AA\
    AABAABBAAB|Q 1/2,b,-b+1 03 2 AFAE|V a,1,0 0 1 D|C a,a,g 06 2 AAAB|A a,b,0 05 2 AAAB
    229|x,y,z;-x,-y,z;z,y,-x;y,x,-z;-y,-x,-z;-x,y,z;x,y,-z;-y,-x,z;y,x,z|DT 0,b,0 025 5 AAAABAABB\
    AABDCC|LD a,a,a 08 3 AAABDC|SM a,a,0 036 4 AAAABAABBAAB|D 1/2,1/2,g 017 4 AAAAABABBABA|G a+1,\
    -a+1,1 046 4 AAAABAABBAAB|C a,a,g 08 2 AAAB|A a,b,0 06 2 AAAB
    230|x,y,z;z+3/4,y+1/4,-x+1/4;y+3/4,x+1/4,-z+1/4;-x,y,z+1/2;x,y+1/2,-z;y+1/4,x+1/4,z+1/4|DT 0,\
    b,0 013 5 AAAABAABBAABDCC|LD a,a,a 05 3 AAABDC|SM a,a,0 024 4 AAAABAABBAAB|D 1/2,1/2,g 0 1 D|\
    G a+1,-a+1,1 0 1 D|C a,a,g 05 2 AAAB|A a,b,0 04 2 AAAB
    """
}
