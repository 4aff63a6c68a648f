// The discriminating characters of the small irreps on the lines and planes of the space groups
// 89 … 176; the format is described in IrrepLineTable.swift.
//
// Labels, settings and characters: ISO-IR, version of 2011; H. T. Stokes, B. J. Campbell and
// R. Cordes, Acta Cryst. A69, 388-395 (2013), iso.byu.edu.

extension IrrepLineTable {
  static let toHexagonal = """
    89|x,y,z;x,-y,-z;-x,y,-z;-x,-y,z;-y,x,z;y,x,-z|SM a,a,0 05 2 AAAB|DT 0,b,0 02 2 AAAB|LD 0,0,\
    g 04 4 AAABAFAE|Y a,1/2,0 01 2 AAAB|V 1/2,1/2,g 04 4 AAABAFAE|W 0,1/2,g 03 2 AAAB|S a,a,1/2 0\
    5 2 AAAB|T a,1/2,1/2 01 2 AAAB|U 0,b,1/2 02 2 AAAB|B 0,b,g 0 1 A|C a,a,g 0 1 A|D a,b,0 0 1 A|\
    E a,b,1/2 0 1 A|F a,1/2,g 0 1 A
    90|x,y,z;x+1/2,-y+1/2,-z;-x+1/2,y+1/2,-z;-x,-y,z;-y+1/2,x+1/2,z;y,x,-z|SM a,a,0 05 2 AAAB|D\
    T 0,b,0 02 2 AAAB|LD 0,0,g 04 4 AAABAFAE|Y a,1/2,0 01 2 AEAF|V 1/2,1/2,g 04 4 AEAFABAA|W 0,1/\
    2,g 03 2 AAAB|S a,a,1/2 05 2 AAAB|T a,1/2,1/2 01 2 AEAF|U 0,b,1/2 02 2 AAAB|B 0,b,g 0 1 A|C a\
    ,a,g 0 1 A|D a,b,0 0 1 A|E a,b,1/2 0 1 A|F a,1/2,g 0 1 A
    91|x,y,z;x,-y,-z+1/2;-x,y,-z;-x,-y,z+1/2;-y,x,z+1/4;y,x,-z+3/4|SM a,a,0 05 2 AAAB|DT 0,b,0 0\
    2 2 AAAB|LD 0,0,g 04 4 AAABAEAF|Y a,1/2,0 01 2 AAAB|V 1/2,1/2,g 04 4 AAABAEAF|W 0,1/2,g 0\
    3 2 AAAB|S a,a,1/2 05 2 AdAg|T a,1/2,1/2 01 2 AEAF|U 0,b,1/2 02 2 AAAB|B 0,b,g 0 1 A|C a,a,\
    g 0 1 A|D a,b,0 0 1 A|E a,b,1/2 0 1 A|F a,1/2,g 0 1 A
    92|x,y,z;x+1/2,-y+1/2,-z+3/4;-x+1/2,y+1/2,-z+1/4;-x,-y,z+1/2;-y+1/2,x+1/2,z+1/4;y,x,-z|SM a,a\
    ,0 05 2 AAAB|DT 0,b,0 02 2 AAAB|LD 0,0,g 04 4 AAABAEAF|Y a,1/2,0 01 2 AEAF|V 1/2,1/2,g 04 4 A\
    FAEABAA|W 0,1/2,g 03 2 AAAB|S a,a,1/2 05 2 AAAB|T a,1/2,1/2 01 2 AeAf|U 0,b,1/2 02 2 AfAe|B 0\
    ,b,g 0 1 A|C a,a,g 0 1 A|D a,b,0 0 1 A|E a,b,1/2 0 1 A|F a,1/2,g 0 1 A
    93|x,y,z;x,-y,-z;-x,y,-z;-x,-y,z;-y,x,z+1/2;y,x,-z+1/2|SM a,a,0 05 2 AAAB|DT 0,b,0 02 2 AAAB|\
    LD 0,0,g 04 4 AAABAEAF|Y a,1/2,0 01 2 AAAB|V 1/2,1/2,g 04 4 AAABAEAF|W 0,1/2,g 03 2 AAAB|S a,\
    a,1/2 05 2 AEAF|T a,1/2,1/2 01 2 AAAB|U 0,b,1/2 02 2 AAAB|B 0,b,g 0 1 A|C a,a,g 0 1 A|D a,b,\
    0 0 1 A|E a,b,1/2 0 1 A|F a,1/2,g 0 1 A
    94|x,y,z;x+1/2,-y+1/2,-z+1/2;-x+1/2,y+1/2,-z+1/2;-x,-y,z;-y+1/2,x+1/2,z+1/2;y,x,-z|SM a,a,0 0\
    5 2 AAAB|DT 0,b,0 02 2 AAAB|LD 0,0,g 04 4 AAABAEAF|Y a,1/2,0 01 2 AEAF|V 1/2,1/2,g 04 4 AFAEA\
    BAA|W 0,1/2,g 03 2 AAAB|S a,a,1/2 05 2 AAAB|T a,1/2,1/2 01 2 ABAA|U 0,b,1/2 02 2 AEAF|B 0,b,\
    g 0 1 A|C a,a,g 0 1 A|D a,b,0 0 1 A|E a,b,1/2 0 1 A|F a,1/2,g 0 1 A
    95|x,y,z;x,-y,-z+1/2;-x,y,-z;-x,-y,z+1/2;-y,x,z+3/4;y,x,-z+1/4|SM a,a,0 05 2 AAAB|DT 0,b,0 0\
    2 2 AAAB|LD 0,0,g 04 4 AAABAEAF|Y a,1/2,0 01 2 AAAB|V 1/2,1/2,g 04 4 AAABAEAF|W 0,1/2,g 0\
    3 2 AAAB|S a,a,1/2 05 2 AfAe|T a,1/2,1/2 01 2 AEAF|U 0,b,1/2 02 2 AAAB|B 0,b,g 0 1 A|C a,a,\
    g 0 1 A|D a,b,0 0 1 A|E a,b,1/2 0 1 A|F a,1/2,g 0 1 A
    96|x,y,z;x+1/2,-y+1/2,-z+1/4;-x+1/2,y+1/2,-z+3/4;-x,-y,z+1/2;-y+1/2,x+1/2,z+3/4;y,x,-z|SM a,a\
    ,0 05 2 AAAB|DT 0,b,0 02 2 AAAB|LD 0,0,g 04 4 AAABAEAF|Y a,1/2,0 01 2 AEAF|V 1/2,1/2,g 04 4 A\
    FAEABAA|W 0,1/2,g 03 2 AAAB|S a,a,1/2 05 2 AAAB|T a,1/2,1/2 01 2 AdAg|U 0,b,1/2 02 2 AdAg|B 0\
    ,b,g 0 1 A|C a,a,g 0 1 A|D a,b,0 0 1 A|E a,b,1/2 0 1 A|F a,1/2,g 0 1 A
    97|x,y,z;x,-y,-z;-x,y,-z;-x,-y,z;-y,x,z;y,x,-z;-y,-x,-z|SM a,0,0 01 2 AAAB|LD 0,0,g 04 4 AAAB\
    AFAE|DT a,a,0 05 2 AAAB|Q 1/2,b,1/2 02 2 AAAB|W 1/2,1/2,g 03 2 AAAB|Y a,-a+1,0 06 2 AAAB|A a,\
    a,g 0 1 A|B a,0,g 0 1 A|C a,b,0 0 1 A
    98|x,y,z;x,-y+1/2,-z+1/4;-x,y+1/2,-z+1/4;-x,-y,z;-y,x+1/2,z+1/4;y,x,-z;-y,-x,-z|SM a,0,0 0\
    1 2 AAAB|LD 0,0,g 04 4 AAABAEAF|DT a,a,0 05 2 AAAB|Q 1/2,b,1/2 02 2 AfAe|W 1/2,1/2,g 03 2 AAA\
    B|Y a,-a+1,0 06 2 AAAB|A a,a,g 0 1 A|B a,0,g 0 1 A|C a,b,0 0 1 A
    99|x,y,z;-x,-y,z;-y,x,z;-x,y,z;x,-y,z;y,x,z|SM a,a,0 05 2 AAAB|DT 0,b,0 03 2 AAAB|LD 0,0,g 02\
    3 5 AAAABAABBAABDCC|Y a,1/2,0 04 2 AAAB|V 1/2,1/2,g 023 5 AAAABAABBAABDCC|W 0,1/2,g 013 4 AAA\
    AABABAABB|S a,a,1/2 05 2 AAAB|T a,1/2,1/2 04 2 AAAB|U 0,b,1/2 03 2 AAAB|B 0,b,g 03 2 AAAB|C a\
    ,a,g 05 2 AAAB|D a,b,0 0 1 A|E a,b,1/2 0 1 A|F a,1/2,g 04 2 AAAB
    100|x,y,z;-y,x,z;-x+1/2,y+1/2,z;x+1/2,-y+1/2,z;y+1/2,x+1/2,z|SM a,a,0 04 2 AAAB|DT 0,b,0 0\
    2 2 AAAB|LD 0,0,g 012 5 AAAABAABBAABDCC|Y a,1/2,0 03 2 AEAF|V 1/2,1/2,g 012 5 AFEAEEAEFAFFDCC\
    |W 0,1/2,g 0 1 D|S a,a,1/2 04 2 AAAB|T a,1/2,1/2 03 2 AEAF|U 0,b,1/2 02 2 AAAB|B 0,b,g 02 2 A\
    AAB|C a,a,g 04 2 AAAB|D a,b,0 0 1 A|E a,b,1/2 0 1 A|F a,1/2,g 03 2 AFAE
    101|x,y,z;-x,-y,z;-y,x,z+1/2;-x,y,z+1/2;x,-y,z+1/2;y,x,z|SM a,a,0 05 2 AAAB|DT 0,b,0 03 2 AAA\
    B|LD 0,0,g 023 5 AAAABAABBAABDCC|Y a,1/2,0 04 2 AAAB|V 1/2,1/2,g 023 5 AAAABAABBAABDCC|W 0,1/\
    2,g 013 4 AAAAABABAABB|S a,a,1/2 05 2 AAAB|T a,1/2,1/2 04 2 AAAB|U 0,b,1/2 03 2 AAAB|B 0,b,\
    g 03 2 AAAB|C a,a,g 05 2 AAAB|D a,b,0 0 1 A|E a,b,1/2 0 1 A|F a,1/2,g 04 2 AAAB
    102|x,y,z;-y+1/2,x+1/2,z+1/2;-x+1/2,y+1/2,z+1/2;x+1/2,-y+1/2,z+1/2;y,x,z|SM a,a,0 04 2 AAAB|D\
    T 0,b,0 02 2 AAAB|LD 0,0,g 012 5 AAAABAABBAABDCC|Y a,1/2,0 03 2 AEAF|V 1/2,1/2,g 012 5 AFFAEF\
    AEEAFEDCC|W 0,1/2,g 0 1 D|S a,a,1/2 04 2 AAAB|T a,1/2,1/2 03 2 AFAE|U 0,b,1/2 02 2 ABAA|B 0,b\
    ,g 02 2 AAAB|C a,a,g 04 2 AAAB|D a,b,0 0 1 A|E a,b,1/2 0 1 A|F a,1/2,g 03 2 AFAE
    103|x,y,z;-x,-y,z;-y,x,z;-x,y,z+1/2;x,-y,z+1/2;y,x,z+1/2|SM a,a,0 05 2 AAAB|DT 0,b,0 03 2 AAA\
    B|LD 0,0,g 023 5 AAAABAABBAABDCC|Y a,1/2,0 04 2 AAAB|V 1/2,1/2,g 023 5 AAAABAABBAABDCC|W 0,1/\
    2,g 013 4 AAAAABABAABB|S a,a,1/2 05 2 AAAB|T a,1/2,1/2 04 2 AAAB|U 0,b,1/2 03 2 AAAB|B 0,b,\
    g 03 2 AAAB|C a,a,g 05 2 AAAB|D a,b,0 0 1 A|E a,b,1/2 0 1 A|F a,1/2,g 04 2 AAAB
    104|x,y,z;-y,x,z;-x+1/2,y+1/2,z+1/2;x+1/2,-y+1/2,z+1/2;y+1/2,x+1/2,z+1/2|SM a,a,0 04 2 AAAB|D\
    T 0,b,0 02 2 AAAB|LD 0,0,g 012 5 AAAABAABBAABDCC|Y a,1/2,0 03 2 AEAF|V 1/2,1/2,g 012 5 AEFAFF\
    AFEAEEDCC|W 0,1/2,g 0 1 D|S a,a,1/2 04 2 ABAA|T a,1/2,1/2 03 2 AFAE|U 0,b,1/2 02 2 ABAA|B 0,b\
    ,g 02 2 AAAB|C a,a,g 04 2 AAAB|D a,b,0 0 1 A|E a,b,1/2 0 1 A|F a,1/2,g 03 2 AFAE
    105|x,y,z;-x,-y,z;-y,x,z+1/2;-x,y,z;x,-y,z;y,x,z+1/2|SM a,a,0 05 2 AAAB|DT 0,b,0 03 2 AAAB|L\
    D 0,0,g 023 5 AAAABAABBAABDCC|Y a,1/2,0 04 2 AAAB|V 1/2,1/2,g 023 5 AAAABAABBAABDCC|W 0,1/2,\
    g 013 4 AAAAABABAABB|S a,a,1/2 05 2 AAAB|T a,1/2,1/2 04 2 AAAB|U 0,b,1/2 03 2 AAAB|B 0,b,g 0\
    3 2 AAAB|C a,a,g 05 2 AAAB|D a,b,0 0 1 A|E a,b,1/2 0 1 A|F a,1/2,g 04 2 AAAB
    106|x,y,z;-y,x,z+1/2;-x+1/2,y+1/2,z;x+1/2,-y+1/2,z;y+1/2,x+1/2,z+1/2|SM a,a,0 04 2 AAAB|DT 0,\
    b,0 02 2 AAAB|LD 0,0,g 012 5 AAAABAABBAABDCC|Y a,1/2,0 03 2 AEAF|V 1/2,1/2,g 012 5 AFEAEEAEFA\
    FFDCC|W 0,1/2,g 0 1 D|S a,a,1/2 04 2 ABAA|T a,1/2,1/2 03 2 AEAF|U 0,b,1/2 02 2 AAAB|B 0,b,g 0\
    2 2 AAAB|C a,a,g 04 2 AAAB|D a,b,0 0 1 A|E a,b,1/2 0 1 A|F a,1/2,g 03 2 AFAE
    107|x,y,z;-x,-y,z;-y,x,z;-x,y,z;x,-y,z;-y,-x,z;y,x,z|SM a,0,0 04 2 AAAB|LD 0,0,g 023 5 AAAABA\
    ABBAABDCC|DT a,a,0 06 2 AAAB|Q 1/2,b,1/2 0 1 A|W 1/2,1/2,g 015 4 AAAAABABAABB|Y a,-a+1,0 0\
    5 2 AAAB|A a,a,g 06 2 AAAB|B a,0,g 04 2 AAAB|C a,b,0 0 1 A
    108|x,y,z;-x,-y,z;-y,x,z;-x,y,z+1/2;x,-y,z+1/2;-y,-x,z+1/2;y,x,z+1/2|SM a,0,0 04 2 AAAB|LD 0,\
    0,g 023 5 AAAABAABBAABDCC|DT a,a,0 06 2 AAAB|Q 1/2,b,1/2 0 1 A|W 1/2,1/2,g 015 4 AAAAABABAABB\
    |Y a,-a+1,0 05 2 AAAB|A a,a,g 06 2 AAAB|B a,0,g 04 2 AAAB|C a,b,0 0 1 A
    109|x,y,z;-y,x+1/2,z+1/4;-x,y,z;x,-y,z;-y,-x+1/2,z+1/4;y,x+1/2,z+1/4|SM a,0,0 03 2 AAAB|LD 0,\
    0,g 012 5 AAAABAABBAABDCC|DT a,a,0 05 2 AAAB|Q 1/2,b,1/2 0 1 A|W 1/2,1/2,g 0 1 D|Y a,-a+1,0 0\
    4 2 AEAF|A a,a,g 05 2 AAAB|B a,0,g 03 2 AAAB|C a,b,0 0 1 A
    110|x,y,z;-y,x+1/2,z+1/4;-x,y,z+1/2;x,-y,z+1/2;-y+1/2,-x,z+1/4;y+1/2,x,z+1/4|SM a,0,0 03 2 AA\
    AB|LD 0,0,g 012 5 AAAABAABBAABDCC|DT a,a,0 05 2 AAAB|Q 1/2,b,1/2 0 1 A|W 1/2,1/2,g 0 1 D|Y a,\
    -a+1,0 04 2 AEAF|A a,a,g 05 2 AAAB|B a,0,g 03 2 AAAB|C a,b,0 0 1 A
    111|x,y,z;x,-y,-z;-x,y,-z;-x,-y,z;-y,-x,z;y,x,z|SM a,a,0 05 2 AAAB|DT 0,b,0 02 2 AAAB|LD 0,0,\
    g 034 4 AAAAABABAABB|Y a,1/2,0 01 2 AAAB|V 1/2,1/2,g 034 4 AAAAABABAABB|W 0,1/2,g 03 2 AAAB|\
    S a,a,1/2 05 2 AAAB|T a,1/2,1/2 01 2 AAAB|U 0,b,1/2 02 2 AAAB|B 0,b,g 0 1 A|C a,a,g 05 2 AAAB\
    |D a,b,0 0 1 A|E a,b,1/2 0 1 A|F a,1/2,g 0 1 A
    112|x,y,z;x,-y,-z+1/2;-x,y,-z+1/2;-x,-y,z;-y,-x,z+1/2;y,x,z+1/2|SM a,a,0 05 2 AAAB|DT 0,b,0 0\
    2 2 AAAB|LD 0,0,g 034 4 AAAAABABAABB|Y a,1/2,0 01 2 AAAB|V 1/2,1/2,g 034 4 AAAAABABAABB|W 0,1\
    /2,g 03 2 AAAB|S a,a,1/2 05 2 AAAB|T a,1/2,1/2 01 2 AEAF|U 0,b,1/2 02 2 AEAF|B 0,b,g 0 1 A|\
    C a,a,g 05 2 AAAB|D a,b,0 0 1 A|E a,b,1/2 0 1 A|F a,1/2,g 0 1 A
    113|x,y,z;x+1/2,-y+1/2,-z;-x+1/2,y+1/2,-z;-x,-y,z;-y+1/2,-x+1/2,z;y+1/2,x+1/2,z|SM a,a,0 0\
    5 2 AAAB|DT 0,b,0 02 2 AAAB|LD 0,0,g 034 4 AAAAABABAABB|Y a,1/2,0 01 2 AEAF|V 1/2,1/2,g 03\
    4 4 AABAAAABBABA|W 0,1/2,g 03 2 AAAB|S a,a,1/2 05 2 AAAB|T a,1/2,1/2 01 2 AEAF|U 0,b,1/2 0\
    2 2 AAAB|B 0,b,g 0 1 A|C a,a,g 05 2 AAAB|D a,b,0 0 1 A|E a,b,1/2 0 1 A|F a,1/2,g 0 1 A
    114|x,y,z;x+1/2,-y+1/2,-z+1/2;-x+1/2,y+1/2,-z+1/2;-x,-y,z;-y+1/2,-x+1/2,z+1/2;y+1/2,x+1/2,z+1\
    /2|SM a,a,0 05 2 AAAB|DT 0,b,0 02 2 AAAB|LD 0,0,g 034 4 AAAAABABAABB|Y a,1/2,0 01 2 AEAF|V 1/\
    2,1/2,g 034 4 AABAAAABBABA|W 0,1/2,g 03 2 AAAB|S a,a,1/2 05 2 ABAA|T a,1/2,1/2 01 2 ABAA|U 0,\
    b,1/2 02 2 AEAF|B 0,b,g 0 1 A|C a,a,g 05 2 AAAB|D a,b,0 0 1 A|E a,b,1/2 0 1 A|F a,1/2,g 0 1 A
    115|x,y,z;-x,-y,z;y,x,-z;-x,y,z;x,-y,z|SM a,a,0 02 2 AAAB|DT 0,b,0 03 2 AAAB|LD 0,0,g 013 4 A\
    AAAABABAABB|Y a,1/2,0 04 2 AAAB|V 1/2,1/2,g 013 4 AAAAABABAABB|W 0,1/2,g 013 4 AAAAABABAABB|\
    S a,a,1/2 02 2 AAAB|T a,1/2,1/2 04 2 AAAB|U 0,b,1/2 03 2 AAAB|B 0,b,g 03 2 AAAB|C a,a,g 0 1 A\
    |D a,b,0 0 1 A|E a,b,1/2 0 1 A|F a,1/2,g 04 2 AAAB
    116|x,y,z;-x,-y,z;y,x,-z+1/2;-x,y,z+1/2;x,-y,z+1/2|SM a,a,0 02 2 AAAB|DT 0,b,0 03 2 AAAB|LD 0\
    ,0,g 013 4 AAAAABABAABB|Y a,1/2,0 04 2 AAAB|V 1/2,1/2,g 013 4 AAAAABABAABB|W 0,1/2,g 013 4 AA\
    AAABABAABB|S a,a,1/2 02 2 AEAF|T a,1/2,1/2 04 2 AAAB|U 0,b,1/2 03 2 AAAB|B 0,b,g 03 2 AAAB|\
    C a,a,g 0 1 A|D a,b,0 0 1 A|E a,b,1/2 0 1 A|F a,1/2,g 04 2 AAAB
    117|x,y,z;-x,-y,z;y+1/2,x+1/2,-z;-x+1/2,y+1/2,z;x+1/2,-y+1/2,z|SM a,a,0 02 2 AAAB|DT 0,b,0 0\
    3 2 AAAB|LD 0,0,g 013 4 AAAAABABAABB|Y a,1/2,0 04 2 AEAF|V 1/2,1/2,g 013 4 AAEAAFABEABF|W 0,1\
    /2,g 0 1 D|S a,a,1/2 02 2 AAAB|T a,1/2,1/2 04 2 AEAF|U 0,b,1/2 03 2 AAAB|B 0,b,g 03 2 AAAB|\
    C a,a,g 0 1 A|D a,b,0 0 1 A|E a,b,1/2 0 1 A|F a,1/2,g 04 2 AFAE
    118|x,y,z;-x,-y,z;y+1/2,x+1/2,-z+1/2;-x+1/2,y+1/2,z+1/2;x+1/2,-y+1/2,z+1/2|SM a,a,0 02 2 AAAB\
    |DT 0,b,0 03 2 AAAB|LD 0,0,g 013 4 AAAAABABAABB|Y a,1/2,0 04 2 AEAF|V 1/2,1/2,g 013 4 AAFAAEA\
    BFABE|W 0,1/2,g 0 1 D|S a,a,1/2 02 2 AEAF|T a,1/2,1/2 04 2 AFAE|U 0,b,1/2 03 2 ABAA|B 0,b,g 0\
    3 2 AAAB|C a,a,g 0 1 A|D a,b,0 0 1 A|E a,b,1/2 0 1 A|F a,1/2,g 04 2 AFAE
    119|x,y,z;-x,-y,z;y,x,-z;-y,-x,-z;-x,y,z;x,-y,z|SM a,0,0 05 2 AAAB|LD 0,0,g 014 4 AAAAABABAAB\
    B|DT a,a,0 02 2 AAAB|Q 1/2,b,1/2 0 1 A|W 1/2,1/2,g 01 2 AAAB|Y a,-a+1,0 03 2 AAAB|A a,a,\
    g 0 1 A|B a,0,g 05 2 AAAB|C a,b,0 0 1 A
    120|x,y,z;-x,-y,z;y,x,-z+1/2;-y,-x,-z+1/2;-x,y,z+1/2;x,-y,z+1/2|SM a,0,0 05 2 AAAB|LD 0,0,g 0\
    14 4 AAAAABABAABB|DT a,a,0 02 2 AAAB|Q 1/2,b,1/2 0 1 A|W 1/2,1/2,g 01 2 AAAB|Y a,-a+1,0 0\
    3 2 AAAB|A a,a,g 0 1 A|B a,0,g 05 2 AAAB|C a,b,0 0 1 A
    121|x,y,z;x,-y,-z;-x,y,-z;-x,-y,z;-y,-x,z;y,x,z|SM a,0,0 01 2 AAAB|LD 0,0,g 034 4 AAAAABABAAB\
    B|DT a,a,0 05 2 AAAB|Q 1/2,b,1/2 02 2 AAAB|W 1/2,1/2,g 034 4 AAAAABABAABB|Y a,-a+1,0 04 2 AAA\
    B|A a,a,g 05 2 AAAB|B a,0,g 0 1 A|C a,b,0 0 1 A
    122|x,y,z;x,-y+1/2,-z+1/4;-x,y+1/2,-z+1/4;-x,-y,z;-y,-x+1/2,z+1/4;y,x+1/2,z+1/4|SM a,0,0 0\
    1 2 AAAB|LD 0,0,g 034 4 AAAAABABAABB|DT a,a,0 05 2 AAAB|Q 1/2,b,1/2 02 2 AfAe|W 1/2,1/2,\
    g 0 1 D|Y a,-a+1,0 04 2 AEAF|A a,a,g 05 2 AAAB|B a,0,g 0 1 A|C a,b,0 0 1 A
    123|x,y,z;x,-y,-z;-x,y,-z;-x,-y,z;-y,x,z;y,x,-z;-x,y,z;x,-y,z;x,y,-z;y,x,z|SM a,a,0 058 4 AAA\
    ABAABBAAB|DT 0,b,0 026 4 AAAAABABAABB|LD 0,0,g 046 5 AAAABAABBAABDCC|Y a,1/2,0 017 4 AAAAABAB\
    AABB|V 1/2,1/2,g 046 5 AAAABAABBAABDCC|W 0,1/2,g 036 4 AAAAABABAABB|S a,a,1/2 058 4 AAAABAABB\
    AAB|T a,1/2,1/2 017 4 AAAAABABAABB|U 0,b,1/2 026 4 AAAAABABAABB|B 0,b,g 06 2 AAAB|C a,a,g 0\
    9 2 AAAB|D a,b,0 08 2 AAAB|E a,b,1/2 08 2 AAAB|F a,1/2,g 07 2 AAAB
    124|x,y,z;x,-y,-z+1/2;-x,y,-z+1/2;-x,-y,z;-y,x,z;y,x,-z+1/2;-x,y,z+1/2;x,-y,z+1/2;x,y,-z;y,x,\
    z+1/2|SM a,a,0 058 4 AAAABAABBAAB|DT 0,b,0 026 4 AAAAABABAABB|LD 0,0,g 046 5 AAAABAABBAABDCC|\
    Y a,1/2,0 017 4 AAAAABABAABB|V 1/2,1/2,g 046 5 AAAABAABBAABDCC|W 0,1/2,g 036 4 AAAAABABAABB|\
    S a,a,1/2 0 1 D|T a,1/2,1/2 0 1 D|U 0,b,1/2 0 1 D|B 0,b,g 06 2 AAAB|C a,a,g 09 2 AAAB|D a,b,\
    0 08 2 AAAB|E a,b,1/2 08 2 AAAB|F a,1/2,g 07 2 AAAB
    125|x,y,z;-x+1/2,y,-z;-y+1/2,x,z;y,x,-z;-x,y+1/2,z;x+1/2,-y,z;x+1/2,y+1/2,-z;y+1/2,x+1/2,z|S\
    M a,a,0 036 4 AAAABAABBAAB|DT 0,b,0 014 4 AAAAABABAABB|LD 0,0,g 024 5 AAAABAABBAABDCC|Y a,1/2\
    ,0 0 1 D|V 1/2,1/2,g 024 5 ABAAAAAABABBDCC|W 0,1/2,g 0 1 D|S a,a,1/2 036 4 AAAABAABBAAB|T a,1\
    /2,1/2 0 1 D|U 0,b,1/2 014 4 AAAAABABAABB|B 0,b,g 04 2 AAAB|C a,a,g 07 2 AAAB|D a,b,0 06 2 AA\
    AB|E a,b,1/2 06 2 AAAB|F a,1/2,g 05 2 ABAA
    126|x,y,z;x,-y+1/2,-z+1/2;-x+1/2,y,-z+1/2;-y+1/2,x,z;y,x,-z+1/2;-x,y+1/2,z+1/2;x+1/2,-y,z+1/2\
    ;x+1/2,y+1/2,-z;y+1/2,x+1/2,z+1/2|SM a,a,0 047 4 AAAABAABBAAB|DT 0,b,0 025 4 AAAAABABAABB|L\
    D 0,0,g 035 5 AAAABAABBAABDCC|Y a,1/2,0 0 1 D|V 1/2,1/2,g 035 5 AABABBABAAAADCC|W 0,1/2,\
    g 0 1 D|S a,a,1/2 0 1 D|T a,1/2,1/2 016 4 ABBABAAABAAA|U 0,b,1/2 0 1 D|B 0,b,g 05 2 AAAB|C a,\
    a,g 08 2 AAAB|D a,b,0 07 2 AAAB|E a,b,1/2 07 2 ABAA|F a,1/2,g 06 2 ABAA
    127|x,y,z;x+1/2,-y+1/2,-z;-x+1/2,y+1/2,-z;-y,x,z;y+1/2,x+1/2,-z;-x+1/2,y+1/2,z;x+1/2,-y+1/2,z\
    ;x,y,-z;y+1/2,x+1/2,z|SM a,a,0 047 4 AAAABAABBAAB|DT 0,b,0 025 4 AAAAABABAABB|LD 0,0,g 03\
    5 5 AAAABAABBAABDCC|Y a,1/2,0 016 4 AEEAEFAFEAFF|V 1/2,1/2,g 035 5 AFEAEEAEFAFFDCC|W 0,1/2,\
    g 0 1 D|S a,a,1/2 047 4 AAAABAABBAAB|T a,1/2,1/2 016 4 AEEAEFAFEAFF|U 0,b,1/2 025 4 AAAAABABA\
    ABB|B 0,b,g 05 2 AAAB|C a,a,g 08 2 AAAB|D a,b,0 07 2 AAAB|E a,b,1/2 07 2 AAAB|F a,1/2,g 0\
    6 2 AFAE
    128|x,y,z;x+1/2,-y+1/2,-z+1/2;-x+1/2,y+1/2,-z+1/2;-y,x,z;y+1/2,x+1/2,-z+1/2;-x+1/2,y+1/2,z+1/\
    2;x+1/2,-y+1/2,z+1/2;x,y,-z;y+1/2,x+1/2,z+1/2|SM a,a,0 047 4 AAAABAABBAAB|DT 0,b,0 025 4 AAAA\
    ABABAABB|LD 0,0,g 035 5 AAAABAABBAABDCC|Y a,1/2,0 016 4 AEEAEFAFEAFF|V 1/2,1/2,g 035 5 AEFAFF\
    AFEAEEDCC|W 0,1/2,g 0 1 D|S a,a,1/2 0 1 D|T a,1/2,1/2 0 1 D|U 0,b,1/2 0 1 D|B 0,b,g 05 2 AAAB\
    |C a,a,g 08 2 AAAB|D a,b,0 07 2 AAAB|E a,b,1/2 07 2 AAAB|F a,1/2,g 06 2 AFAE
    129|x,y,z;-x,y+1/2,-z;-x+1/2,-y+1/2,z;-y+1/2,x,z;y+1/2,x+1/2,-z;-x+1/2,y,z;x,-y+1/2,z;x+1/2,y\
    +1/2,-z;y,x,z|SM a,a,0 047 4 AAAABAABBAAB|DT 0,b,0 015 4 AAAAABABAABB|LD 0,0,g 035 5 AAAABAAB\
    BAABDCC|Y a,1/2,0 0 1 D|V 1/2,1/2,g 035 5 AFFAEFAEEAFEDCC|W 0,1/2,g 025 4 AEAAEBAFAAFB|S a,a,\
    1/2 047 4 AAAABAABBAAB|T a,1/2,1/2 0 1 D|U 0,b,1/2 015 4 AAAAABABAABB|B 0,b,g 05 2 AAAB|C a,a\
    ,g 08 2 AAAB|D a,b,0 07 2 AAAB|E a,b,1/2 07 2 AAAB|F a,1/2,g 06 2 AEAF
    130|x,y,z;x+1/2,-y,-z+1/2;-x,y+1/2,-z+1/2;-x+1/2,-y+1/2,z;-y+1/2,x,z;y+1/2,x+1/2,-z+1/2;-x+1/\
    2,y,z+1/2;x,-y+1/2,z+1/2;x+1/2,y+1/2,-z;y,x,z+1/2|SM a,a,0 058 4 AAAABAABBAAB|DT 0,b,0 02\
    6 4 AAAAABABAABB|LD 0,0,g 046 5 AAAABAABBAABDCC|Y a,1/2,0 0 1 D|V 1/2,1/2,g 046 5 AFFAEFAEEAF\
    EDCC|W 0,1/2,g 036 4 AEAAEBAFAAFB|S a,a,1/2 0 1 D|T a,1/2,1/2 017 4 AFEAFFAEEAEF|U 0,b,1/\
    2 0 1 D|B 0,b,g 06 2 AAAB|C a,a,g 09 2 AAAB|D a,b,0 08 2 AAAB|E a,b,1/2 08 2 AAAB|F a,1/2,g 0\
    7 2 AEAF
    131|x,y,z;x,-y,-z;-x,y,-z;-x,-y,z;-y,x,z+1/2;y,x,-z+1/2;-x,y,z;x,-y,z;x,y,-z;y,x,z+1/2|SM a,a\
    ,0 058 4 AAAABAABBAAB|DT 0,b,0 026 4 AAAAABABAABB|LD 0,0,g 046 5 AAAABAABBAABDCC|Y a,1/2,0 01\
    7 4 AAAAABABAABB|V 1/2,1/2,g 046 5 AAAABAABBAABDCC|W 0,1/2,g 036 4 AAAAABABAABB|S a,a,1/\
    2 0 1 D|T a,1/2,1/2 017 4 AAAAABABAABB|U 0,b,1/2 026 4 AAAAABABAABB|B 0,b,g 06 2 AAAB|C a,a,\
    g 09 2 AAAB|D a,b,0 08 2 AAAB|E a,b,1/2 08 2 AAAB|F a,1/2,g 07 2 AAAB
    132|x,y,z;x,-y,-z+1/2;-x,y,-z+1/2;-x,-y,z;-y,x,z+1/2;y,x,-z;-x,y,z+1/2;x,-y,z+1/2;x,y,-z;y,x,\
    z|SM a,a,0 058 4 AAAABAABBAAB|DT 0,b,0 026 4 AAAAABABAABB|LD 0,0,g 046 5 AAAABAABBAABDCC|Y a,\
    1/2,0 017 4 AAAAABABAABB|V 1/2,1/2,g 046 5 AAAABAABBAABDCC|W 0,1/2,g 036 4 AAAAABABAABB|S a,a\
    ,1/2 058 4 AAAABAABBAAB|T a,1/2,1/2 0 1 D|U 0,b,1/2 0 1 D|B 0,b,g 06 2 AAAB|C a,a,g 09 2 AAAB\
    |D a,b,0 08 2 AAAB|E a,b,1/2 08 2 AAAB|F a,1/2,g 07 2 AAAB
    133|x,y,z;-x+1/2,y,-z;-y+1/2,x,z+1/2;y,x,-z+1/2;-x,y+1/2,z;x+1/2,-y,z;x+1/2,y+1/2,-z;y+1/2,x+\
    1/2,z+1/2|SM a,a,0 036 4 AAAABAABBAAB|DT 0,b,0 014 4 AAAAABABAABB|LD 0,0,g 024 5 AAAABAABBAAB\
    DCC|Y a,1/2,0 0 1 D|V 1/2,1/2,g 024 5 ABAAAAAABABBDCC|W 0,1/2,g 0 1 D|S a,a,1/2 0 1 D|T a,1/2\
    ,1/2 0 1 D|U 0,b,1/2 014 4 AAAAABABAABB|B 0,b,g 04 2 AAAB|C a,a,g 07 2 AAAB|D a,b,0 06 2 AAAB\
    |E a,b,1/2 06 2 ABAA|F a,1/2,g 05 2 AAAB
    134|x,y,z;x,-y+1/2,-z+1/2;-x+1/2,y,-z+1/2;-y+1/2,x,z+1/2;y,x,-z;-x,y+1/2,z+1/2;x+1/2,-y,z+1/2\
    ;x+1/2,y+1/2,-z;y+1/2,x+1/2,z|SM a,a,0 047 4 AAAABAABBAAB|DT 0,b,0 025 4 AAAAABABAABB|LD 0,0,\
    g 035 5 AAAABAABBAABDCC|Y a,1/2,0 0 1 D|V 1/2,1/2,g 035 5 AABABBABAAAADCC|W 0,1/2,g 0 1 D|S a\
    ,a,1/2 047 4 AAAABAABBAAB|T a,1/2,1/2 016 4 AAAAABABAABB|U 0,b,1/2 0 1 D|B 0,b,g 05 2 AAAB|\
    C a,a,g 08 2 AAAB|D a,b,0 07 2 AAAB|E a,b,1/2 07 2 ABAA|F a,1/2,g 06 2 AAAB
    135|x,y,z;x+1/2,-y+1/2,-z;-x+1/2,y+1/2,-z;-y,x,z+1/2;y+1/2,x+1/2,-z+1/2;-x+1/2,y+1/2,z;x+1/2,\
    -y+1/2,z;x,y,-z;y+1/2,x+1/2,z+1/2|SM a,a,0 047 4 AAAABAABBAAB|DT 0,b,0 025 4 AAAAABABAABB|L\
    D 0,0,g 035 5 AAAABAABBAABDCC|Y a,1/2,0 016 4 AEEAEFAFEAFF|V 1/2,1/2,g 035 5 AFEAEEAEFAFFDCC|\
    W 0,1/2,g 0 1 D|S a,a,1/2 0 1 D|T a,1/2,1/2 016 4 AEEAEFAFEAFF|U 0,b,1/2 025 4 AAAAABABAABB|\
    B 0,b,g 05 2 AAAB|C a,a,g 08 2 AAAB|D a,b,0 07 2 AAAB|E a,b,1/2 07 2 AAAB|F a,1/2,g 06 2 AFAE
    136|x,y,z;x+1/2,-y+1/2,-z+1/2;-x+1/2,y+1/2,-z+1/2;-y+1/2,x+1/2,z+1/2;y,x,-z;-x+1/2,y+1/2,z+1/\
    2;x+1/2,-y+1/2,z+1/2;x,y,-z;y,x,z|SM a,a,0 047 4 AAAABAABBAAB|DT 0,b,0 025 4 AAAAABABAABB|L\
    D 0,0,g 035 5 AAAABAABBAABDCC|Y a,1/2,0 016 4 AEEAEFAFEAFF|V 1/2,1/2,g 035 5 AFFAEFAEEAFEDCC|\
    W 0,1/2,g 0 1 D|S a,a,1/2 047 4 AAAABAABBAAB|T a,1/2,1/2 0 1 D|U 0,b,1/2 0 1 D|B 0,b,g 05 2 A\
    AAB|C a,a,g 08 2 AAAB|D a,b,0 07 2 AAAB|E a,b,1/2 07 2 AAAB|F a,1/2,g 06 2 AFAE
    137|x,y,z;-x,y+1/2,-z;-x+1/2,-y+1/2,z;-y+1/2,x,z+1/2;y+1/2,x+1/2,-z+1/2;-x+1/2,y,z;x,-y+1/2,z\
    ;x+1/2,y+1/2,-z;y,x,z+1/2|SM a,a,0 047 4 AAAABAABBAAB|DT 0,b,0 015 4 AAAAABABAABB|LD 0,0,g 03\
    5 5 AAAABAABBAABDCC|Y a,1/2,0 0 1 D|V 1/2,1/2,g 035 5 AFFAEFAEEAFEDCC|W 0,1/2,g 025 4 AEAAEBA\
    FAAFB|S a,a,1/2 0 1 D|T a,1/2,1/2 0 1 D|U 0,b,1/2 015 4 AAAAABABAABB|B 0,b,g 05 2 AAAB|C a,a,\
    g 08 2 AAAB|D a,b,0 07 2 AAAB|E a,b,1/2 07 2 ABAA|F a,1/2,g 06 2 AEAF
    138|x,y,z;x+1/2,-y,-z+1/2;-x,y+1/2,-z+1/2;-x+1/2,-y+1/2,z;-y+1/2,x,z+1/2;y+1/2,x+1/2,-z;-x+1/\
    2,y,z+1/2;x,-y+1/2,z+1/2;x+1/2,y+1/2,-z;y,x,z|SM a,a,0 058 4 AAAABAABBAAB|DT 0,b,0 026 4 AAAA\
    ABABAABB|LD 0,0,g 046 5 AAAABAABBAABDCC|Y a,1/2,0 0 1 D|V 1/2,1/2,g 046 5 AFFAEFAEEAFEDCC|W 0\
    ,1/2,g 036 4 AEAAEBAFAAFB|S a,a,1/2 058 4 AAAABAABBAAB|T a,1/2,1/2 017 4 AEEAEFAFEAFF|U 0,b,1\
    /2 0 1 D|B 0,b,g 06 2 AAAB|C a,a,g 09 2 AAAB|D a,b,0 08 2 AAAB|E a,b,1/2 08 2 ABAA|F a,1/2,\
    g 07 2 AEAF
    139|x,y,z;x,-y,-z;-x,y,-z;-x,-y,z;-y,x,z;y,x,-z;-y,-x,-z;-x,y,z;x,-y,z;x,y,-z;-y,-x,z;y,x,z|S\
    M a,0,0 018 4 AAAAABABAABB|LD 0,0,g 047 5 AAAABAABBAABDCC|DT a,a,0 059 4 AAAABAABBAAB|Q 1/2,b\
    ,1/2 02 2 AAAB|W 1/2,1/2,g 03a 4 AAAAABABAABB|Y a,-a+1,0 069 4 AAAABAABBAAB|A a,a,g 0b 2 AAAB\
    |B a,0,g 08 2 AAAB|C a,b,0 09 2 AAAB
    140|x,y,z;x,-y,-z+1/2;-x,y,-z+1/2;-x,-y,z;-y,x,z;y,x,-z+1/2;-y,-x,-z+1/2;-x,y,z+1/2;x,-y,z+1/\
    2;x,y,-z;-y,-x,z+1/2;y,x,z+1/2|SM a,0,0 018 4 AAAAABABAABB|LD 0,0,g 047 5 AAAABAABBAABDCC|D\
    T a,a,0 059 4 AAAABAABBAAB|Q 1/2,b,1/2 02 2 AEAF|W 1/2,1/2,g 03a 4 AAAAABABAABB|Y a,-a+1,0 06\
    9 4 AAAABAABBAAB|A a,a,g 0b 2 AAAB|B a,0,g 08 2 AAAB|C a,b,0 09 2 AAAB
    141|x,y,z;x,-y,-z;-x,y+1/2,-z;-y+1/4,x+3/4,z+1/4;y+3/4,x+1/4,-z+3/4;-x,y,z;x,-y+1/2,z;x,y+1/2\
    ,-z;y+3/4,x+3/4,z+1/4|SM a,0,0 016 4 AAAAABABAABB|LD 0,0,g 035 5 AAAABAABBAABDCC|DT a,a,0 04\
    7 4 AAAABAABBAAB|Q 1/2,b,1/2 02 2 AAAB|W 1/2,1/2,g 0 1 D|Y a,-a+1,0 0 1 D|A a,a,g 08 2 AAAB|\
    B a,0,g 06 2 AAAB|C a,b,0 07 2 AAAB
    142|x,y,z;x+1/2,-y+1/2,-z;-x+1/2,y,-z;-y+1/4,x+3/4,z+1/4;y+3/4,x+1/4,-z+1/4;-x,y,z+1/2;x,-y+1\
    /2,z+1/2;x,y+1/2,-z;y+1/4,x+1/4,z+1/4|SM a,0,0 016 4 AAAAABABAABB|LD 0,0,g 035 5 AAAABAABBAAB\
    DCC|DT a,a,0 047 4 AAAABAABBAAB|Q 1/2,b,1/2 02 2 AEAF|W 1/2,1/2,g 0 1 D|Y a,-a+1,0 0 1 D|A a,\
    a,g 08 2 AAAB|B a,0,g 06 2 AAAB|C a,b,0 07 2 AAAB
    143|x,y,z;-y,x-y,z|DT 0,0,g 01 3 AAAIAH|LD a,a,0 0 1 A|SM a,0,0 0 1 A|P 1/3,1/3,g 01 3 AAAIAH\
    |Q a,a,1/2 0 1 A|R a,0,1/2 0 1 A|U 1/2,0,g 0 1 A|B a,b,0 0 1 A|C a,a,g 0 1 A|D a,0,g 0 1 A|\
    E a,b,1/2 0 1 A
    144|x,y,z;-y,x-y,z+1/3|DT 0,0,g 01 3 AAAIAH|LD a,a,0 0 1 A|SM a,0,0 0 1 A|P 1/3,1/3,g 01 3 AA\
    AIAH|Q a,a,1/2 0 1 A|R a,0,1/2 0 1 A|U 1/2,0,g 0 1 A|B a,b,0 0 1 A|C a,a,g 0 1 A|D a,0,\
    g 0 1 A|E a,b,1/2 0 1 A
    145|x,y,z;-y,x-y,z+2/3|DT 0,0,g 01 3 AAAIAH|LD a,a,0 0 1 A|SM a,0,0 0 1 A|P 1/3,1/3,g 01 3 AA\
    AIAH|Q a,a,1/2 0 1 A|R a,0,1/2 0 1 A|U 1/2,0,g 0 1 A|B a,b,0 0 1 A|C a,a,g 0 1 A|D a,0,\
    g 0 1 A|E a,b,1/2 0 1 A
    146|x,y,z;-y,x-y,z|LD 0,0,g 01 3 AAAIAH|SM a,-2a,0 0 1 A|Y a,a,3/2 0 1 A|C a,-a,g 0 1 A
    147|x,y,z;-y,x-y,z|DT 0,0,g 01 3 AAAIAH|LD a,a,0 0 1 A|SM a,0,0 0 1 A|P 1/3,1/3,g 01 3 AAAIAH\
    |Q a,a,1/2 0 1 A|R a,0,1/2 0 1 A|U 1/2,0,g 0 1 A|B a,b,0 0 1 A|C a,a,g 0 1 A|D a,0,g 0 1 A|\
    E a,b,1/2 0 1 A
    148|x,y,z;-y,x-y,z|LD 0,0,g 01 3 AAAIAH|SM a,-2a,0 0 1 A|Y a,a,3/2 0 1 A|C a,-a,g 0 1 A
    149|x,y,z;-y,x-y,z;x,x-y,-z|DT 0,0,g 01 3 AAAIAH|LD a,a,0 0 1 A|SM a,0,0 02 2 AAAB|P 1/3,1/3,\
    g 01 3 AAAIAH|Q a,a,1/2 0 1 A|R a,0,1/2 02 2 AAAB|U 1/2,0,g 0 1 A|B a,b,0 0 1 A|C a,a,g 0 1 A\
    |D a,0,g 0 1 A|E a,b,1/2 0 1 A
    150|x,y,z;-y,x-y,z;y,x,-z|DT 0,0,g 01 3 AAAIAH|LD a,a,0 02 2 AAAB|SM a,0,0 0 1 A|P 1/3,1/3,\
    g 01 3 AAAIAH|Q a,a,1/2 02 2 AAAB|R a,0,1/2 0 1 A|U 1/2,0,g 0 1 A|B a,b,0 0 1 A|C a,a,g 0 1 A\
    |D a,0,g 0 1 A|E a,b,1/2 0 1 A
    151|x,y,z;-y,x-y,z+1/3;x,x-y,-z|DT 0,0,g 01 3 AAAIAH|LD a,a,0 0 1 A|SM a,0,0 02 2 AAAB|P 1/3,\
    1/3,g 01 3 AAAIAH|Q a,a,1/2 0 1 A|R a,0,1/2 02 2 ABAA|U 1/2,0,g 0 1 A|B a,b,0 0 1 A|C a,a,\
    g 0 1 A|D a,0,g 0 1 A|E a,b,1/2 0 1 A
    152|x,y,z;-y,x-y,z+1/3;y,x,-z|DT 0,0,g 01 3 AAAIAH|LD a,a,0 02 2 AAAB|SM a,0,0 0 1 A|P 1/3,1/\
    3,g 01 3 AAAIAH|Q a,a,1/2 02 2 AAAB|R a,0,1/2 0 1 A|U 1/2,0,g 0 1 A|B a,b,0 0 1 A|C a,a,\
    g 0 1 A|D a,0,g 0 1 A|E a,b,1/2 0 1 A
    153|x,y,z;-y,x-y,z+2/3;x,x-y,-z|DT 0,0,g 01 3 AAAIAH|LD a,a,0 0 1 A|SM a,0,0 02 2 AAAB|P 1/3,\
    1/3,g 01 3 AAAIAH|Q a,a,1/2 0 1 A|R a,0,1/2 02 2 AAAB|U 1/2,0,g 0 1 A|B a,b,0 0 1 A|C a,a,\
    g 0 1 A|D a,0,g 0 1 A|E a,b,1/2 0 1 A
    154|x,y,z;-y,x-y,z+2/3;y,x,-z|DT 0,0,g 01 3 AAAIAH|LD a,a,0 02 2 AAAB|SM a,0,0 0 1 A|P 1/3,1/\
    3,g 01 3 AAAIAH|Q a,a,1/2 02 2 ABAA|R a,0,1/2 0 1 A|U 1/2,0,g 0 1 A|B a,b,0 0 1 A|C a,a,\
    g 0 1 A|D a,0,g 0 1 A|E a,b,1/2 0 1 A
    155|x,y,z;-y,x-y,z;y,x,-z;-x,-x+y,-z|LD 0,0,g 01 3 AAAIAH|SM a,-2a,0 03 2 AAAB|Y a,a,3/2 0\
    2 2 AAAB|C a,-a,g 0 1 A
    156|x,y,z;-y,x-y,z;-x+y,y,z;x,x-y,z|DT 0,0,g 02 3 AAABDC|LD a,a,0 0 1 A|SM a,0,0 03 2 AAAB|\
    P 1/3,1/3,g 01 3 AAAIAH|Q a,a,1/2 0 1 A|R a,0,1/2 03 2 AAAB|U 1/2,0,g 03 2 AAAB|B a,b,0 0 1 A\
    |C a,a,g 0 1 A|D a,0,g 03 2 AAAB|E a,b,1/2 0 1 A
    157|x,y,z;-x,-x+y,z;y,x,z|DT 0,0,g 01 3 AAABDC|LD a,a,0 02 2 AAAB|SM a,0,0 0 1 A|P 1/3,1/3,\
    g 01 3 AAABDC|Q a,a,1/2 02 2 AAAB|R a,0,1/2 0 1 A|U 1/2,0,g 01 2 AAAB|B a,b,0 0 1 A|C a,a,g 0\
    2 2 AAAB|D a,0,g 0 1 A|E a,b,1/2 0 1 A
    158|x,y,z;-y,x-y,z;-x+y,y,z+1/2;x,x-y,z+1/2|DT 0,0,g 02 3 AAABDC|LD a,a,0 0 1 A|SM a,0,0 0\
    3 2 AAAB|P 1/3,1/3,g 01 3 AAAIAH|Q a,a,1/2 0 1 A|R a,0,1/2 03 2 AAAB|U 1/2,0,g 03 2 AAAB|B a,\
    b,0 0 1 A|C a,a,g 0 1 A|D a,0,g 03 2 AAAB|E a,b,1/2 0 1 A
    159|x,y,z;-x,-x+y,z+1/2;y,x,z+1/2|DT 0,0,g 01 3 AAABDC|LD a,a,0 02 2 AAAB|SM a,0,0 0 1 A|P 1/\
    3,1/3,g 01 3 AAABDC|Q a,a,1/2 02 2 AAAB|R a,0,1/2 0 1 A|U 1/2,0,g 01 2 AAAB|B a,b,0 0 1 A|C a\
    ,a,g 02 2 AAAB|D a,0,g 0 1 A|E a,b,1/2 0 1 A
    160|x,y,z;-x+y,y,z;-y,-x,z|LD 0,0,g 01 3 AAABDC|SM a,-2a,0 0 1 A|Y a,a,3/2 0 1 A|C a,-a,g 0\
    2 2 AAAB
    161|x,y,z;-x+y,y,z+1/2;-y,-x,z+1/2|LD 0,0,g 01 3 AAABDC|SM a,-2a,0 0 1 A|Y a,a,3/2 0 1 A|C a,\
    -a,g 02 2 AAAB
    162|x,y,z;x,x-y,-z;-x,-x+y,z;y,x,z|DT 0,0,g 02 3 AAABDC|LD a,a,0 03 2 AAAB|SM a,0,0 01 2 AAAB\
    |P 1/3,1/3,g 02 3 AAABDC|Q a,a,1/2 03 2 AAAB|R a,0,1/2 01 2 AAAB|U 1/2,0,g 02 2 AAAB|B a,b,\
    0 0 1 A|C a,a,g 03 2 AAAB|D a,0,g 0 1 A|E a,b,1/2 0 1 A
    163|x,y,z;x,x-y,-z+1/2;-x,-x+y,z+1/2;y,x,z+1/2|DT 0,0,g 02 3 AAABDC|LD a,a,0 03 2 AAAB|SM a,0\
    ,0 01 2 AAAB|P 1/3,1/3,g 02 3 AAABDC|Q a,a,1/2 03 2 AAAB|R a,0,1/2 01 2 AEAF|U 1/2,0,g 02 2 A\
    AAB|B a,b,0 0 1 A|C a,a,g 03 2 AAAB|D a,0,g 0 1 A|E a,b,1/2 0 1 A
    164|x,y,z;-y,x-y,z;y,x,-z;-x+y,y,z;x,x-y,z|DT 0,0,g 03 3 AAABDC|LD a,a,0 02 2 AAAB|SM a,0,0 0\
    4 2 AAAB|P 1/3,1/3,g 01 3 AAAIAH|Q a,a,1/2 02 2 AAAB|R a,0,1/2 04 2 AAAB|U 1/2,0,g 04 2 AAAB|\
    B a,b,0 0 1 A|C a,a,g 0 1 A|D a,0,g 04 2 AAAB|E a,b,1/2 0 1 A
    165|x,y,z;-y,x-y,z;y,x,-z+1/2;-x+y,y,z+1/2;x,x-y,z+1/2|DT 0,0,g 03 3 AAABDC|LD a,a,0 02 2 AAA\
    B|SM a,0,0 04 2 AAAB|P 1/3,1/3,g 01 3 AAAIAH|Q a,a,1/2 02 2 AEAF|R a,0,1/2 04 2 AAAB|U 1/2,0,\
    g 04 2 AAAB|B a,b,0 0 1 A|C a,a,g 0 1 A|D a,0,g 04 2 AAAB|E a,b,1/2 0 1 A
    166|x,y,z;y,x,-z;-x,-x+y,-z;-x+y,y,z;-y,-x,z|LD 0,0,g 03 3 AAABDC|SM a,-2a,0 02 2 AAAB|Y a,a,\
    3/2 01 2 AAAB|C a,-a,g 04 2 AAAB
    167|x,y,z;y,x,-z+1/2;-x,-x+y,-z+1/2;-x+y,y,z+1/2;-y,-x,z+1/2|LD 0,0,g 03 3 AAABDC|SM a,-2a,\
    0 02 2 AAAB|Y a,a,3/2 01 2 AFAE|C a,-a,g 04 2 AAAB
    168|x,y,z;-x,-y,z;-y,x-y,z;x-y,x,z|DT 0,0,g 03 6 AAABAHAKAIAJ|LD a,a,0 0 1 A|SM a,0,0 0 1 A|\
    P 1/3,1/3,g 02 3 AAAIAH|Q a,a,1/2 0 1 A|R a,0,1/2 0 1 A|U 1/2,0,g 01 2 AAAB|B a,b,0 0 1 A|C a\
    ,a,g 0 1 A|D a,0,g 0 1 A|E a,b,1/2 0 1 A
    169|x,y,z;-x,-y,z+1/2;-y,x-y,z+1/3;x-y,x,z+1/6|DT 0,0,g 03 6 AAABAHAKAIAJ|LD a,a,0 0 1 A|SM a\
    ,0,0 0 1 A|P 1/3,1/3,g 02 3 AAAIAH|Q a,a,1/2 0 1 A|R a,0,1/2 0 1 A|U 1/2,0,g 01 2 AAAB|B a,b,\
    0 0 1 A|C a,a,g 0 1 A|D a,0,g 0 1 A|E a,b,1/2 0 1 A
    170|x,y,z;-x,-y,z+1/2;-y,x-y,z+2/3;x-y,x,z+5/6|DT 0,0,g 03 6 AAABAHAKAIAJ|LD a,a,0 0 1 A|SM a\
    ,0,0 0 1 A|P 1/3,1/3,g 02 3 AAAIAH|Q a,a,1/2 0 1 A|R a,0,1/2 0 1 A|U 1/2,0,g 01 2 AAAB|B a,b,\
    0 0 1 A|C a,a,g 0 1 A|D a,0,g 0 1 A|E a,b,1/2 0 1 A
    171|x,y,z;-x,-y,z;-y,x-y,z+2/3;x-y,x,z+1/3|DT 0,0,g 03 6 AAABAHAKAIAJ|LD a,a,0 0 1 A|SM a,0,\
    0 0 1 A|P 1/3,1/3,g 02 3 AAAIAH|Q a,a,1/2 0 1 A|R a,0,1/2 0 1 A|U 1/2,0,g 01 2 AAAB|B a,b,\
    0 0 1 A|C a,a,g 0 1 A|D a,0,g 0 1 A|E a,b,1/2 0 1 A
    172|x,y,z;-x,-y,z;-y,x-y,z+1/3;x-y,x,z+2/3|DT 0,0,g 03 6 AAABAHAKAIAJ|LD a,a,0 0 1 A|SM a,0,\
    0 0 1 A|P 1/3,1/3,g 02 3 AAAIAH|Q a,a,1/2 0 1 A|R a,0,1/2 0 1 A|U 1/2,0,g 01 2 AAAB|B a,b,\
    0 0 1 A|C a,a,g 0 1 A|D a,0,g 0 1 A|E a,b,1/2 0 1 A
    173|x,y,z;-x,-y,z+1/2;-y,x-y,z;x-y,x,z+1/2|DT 0,0,g 03 6 AAABAHAKAIAJ|LD a,a,0 0 1 A|SM a,0,\
    0 0 1 A|P 1/3,1/3,g 02 3 AAAIAH|Q a,a,1/2 0 1 A|R a,0,1/2 0 1 A|U 1/2,0,g 01 2 AAAB|B a,b,\
    0 0 1 A|C a,a,g 0 1 A|D a,0,g 0 1 A|E a,b,1/2 0 1 A
    174|x,y,z;-y,x-y,z;x,y,-z|DT 0,0,g 01 3 AAAIAH|LD a,a,0 02 2 AAAB|SM a,0,0 02 2 AAAB|P 1/3,1/\
    3,g 01 3 AAAIAH|Q a,a,1/2 02 2 AAAB|R a,0,1/2 02 2 AAAB|U 1/2,0,g 0 1 A|B a,b,0 02 2 AAAB|C a\
    ,a,g 0 1 A|D a,0,g 0 1 A|E a,b,1/2 02 2 AAAB
    175|x,y,z;-x,-y,z;-y,x-y,z;x-y,x,z;x,y,-z|DT 0,0,g 03 6 AAABAHAKAIAJ|LD a,a,0 04 2 AAAB|SM a,\
    0,0 04 2 AAAB|P 1/3,1/3,g 02 3 AAAIAH|Q a,a,1/2 04 2 AAAB|R a,0,1/2 04 2 AAAB|U 1/2,0,g 0\
    1 2 AAAB|B a,b,0 04 2 AAAB|C a,a,g 0 1 A|D a,0,g 0 1 A|E a,b,1/2 04 2 AAAB
    176|x,y,z;-x,-y,z+1/2;-y,x-y,z;x-y,x,z+1/2;x,y,-z+1/2|DT 0,0,g 03 6 AAABAHAKAIAJ|LD a,a,0 0\
    4 2 AAAB|SM a,0,0 04 2 AAAB|P 1/3,1/3,g 02 3 AAAIAH|Q a,a,1/2 04 2 AEAF|R a,0,1/2 04 2 AEAF|\
    U 1/2,0,g 01 2 AAAB|B a,b,0 04 2 AAAB|C a,a,g 0 1 A|D a,0,g 0 1 A|E a,b,1/2 04 2 AEAF
    """
}
