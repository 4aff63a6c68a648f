// The discriminating characters of the small irreps on the lines and planes of the space groups
// 1 … 88; the format is described in IrrepLineTable.swift.
//
// Labels, settings and characters: ISO-IR, version of 2011; H. T. Stokes, B. J. Campbell and
// R. Cordes, Acta Cryst. A69, 388-395 (2013), iso.byu.edu.

extension IrrepLineTable {
  static let toTetragonal = """
    3|x,y,z;-x,y,-z|LD 0,b,0 01 2 AAAB|U 1/2,b,1/2 01 2 AAAB|V 0,b,1/2 01 2 AAAB|W 1/2,b,0 01 2 A\
    AAB|F a,0,g 0 1 A|G a,1/2,g 0 1 A
    4|x,y,z;-x,y+1/2,-z|LD 0,b,0 01 2 AAAB|U 1/2,b,1/2 01 2 AAAB|V 0,b,1/2 01 2 AAAB|W 1/2,b,0 0\
    1 2 AAAB|F a,0,g 0 1 A|G a,1/2,g 0 1 A
    5|x,y,z;-x,y,-z|LD 0,b,0 01 2 AAAB|U 0,b,1/2 01 2 AAAB|B a,0,g 0 1 A
    6|x,y,z;x,-y,z|LD 0,b,0 0 1 A|U 1/2,b,1/2 0 1 A|V 0,b,1/2 0 1 A|W 1/2,b,0 0 1 A|F a,0,g 0\
    1 2 AAAB|G a,1/2,g 01 2 AAAB
    7|x,y,z;x,-y,z+1/2|LD 0,b,0 0 1 A|U 1/2,b,1/2 0 1 A|V 0,b,1/2 0 1 A|W 1/2,b,0 0 1 A|F a,0,g 0\
    1 2 AAAB|G a,1/2,g 01 2 AAAB
    8|x,y,z;x,-y,z|LD 0,b,0 0 1 A|U 0,b,1/2 0 1 A|B a,0,g 01 2 AAAB
    9|x,y,z;x,-y,z+1/2|LD 0,b,0 0 1 A|U 0,b,1/2 0 1 A|B a,0,g 01 2 AAAB
    10|x,y,z;-x,y,-z;x,-y,z|LD 0,b,0 01 2 AAAB|U 1/2,b,1/2 01 2 AAAB|V 0,b,1/2 01 2 AAAB|W 1/2,b,\
    0 01 2 AAAB|F a,0,g 02 2 AAAB|G a,1/2,g 02 2 AAAB
    11|x,y,z;-x,y+1/2,-z;x,-y+1/2,z|LD 0,b,0 01 2 AAAB|U 1/2,b,1/2 01 2 AAAB|V 0,b,1/2 01 2 AAAB|\
    W 1/2,b,0 01 2 AAAB|F a,0,g 02 2 AAAB|G a,1/2,g 02 2 AEAF
    12|x,y,z;-x,y,-z;x,-y,z|LD 0,b,0 01 2 AAAB|U 0,b,1/2 01 2 AAAB|B a,0,g 02 2 AAAB
    13|x,y,z;-x,y,-z+1/2;x,-y,z+1/2|LD 0,b,0 01 2 AAAB|U 1/2,b,1/2 01 2 AEAF|V 0,b,1/2 01 2 AEAF|\
    W 1/2,b,0 01 2 AAAB|F a,0,g 02 2 AAAB|G a,1/2,g 02 2 AAAB
    14|x,y,z;-x,y+1/2,-z+1/2;x,-y+1/2,z+1/2|LD 0,b,0 01 2 AAAB|U 1/2,b,1/2 01 2 AEAF|V 0,b,1/2 0\
    1 2 AEAF|W 1/2,b,0 01 2 AAAB|F a,0,g 02 2 AAAB|G a,1/2,g 02 2 AFAE
    15|x,y,z;-x,y,-z+1/2;x,-y,z+1/2|LD 0,b,0 01 2 AAAB|U 0,b,1/2 01 2 AEAF|B a,0,g 02 2 AAAB
    16|x,y,z;x,-y,-z;-x,y,-z;-x,-y,z|DT 0,b,0 02 2 AAAB|LD 0,0,g 03 2 AAAB|SM a,0,0 01 2 AAAB|A a\
    ,0,1/2 01 2 AAAB|B 0,b,1/2 02 2 AAAB|C a,1/2,0 01 2 AAAB|D 1/2,b,0 02 2 AAAB|P 1/2,b,1/2 0\
    2 2 AAAB|Q 1/2,1/2,g 03 2 AAAB|E a,1/2,1/2 01 2 AAAB|G 1/2,0,g 03 2 AAAB|H 0,1/2,g 03 2 AAAB|\
    K 0,b,g 0 1 A|L 1/2,b,g 0 1 A|M a,0,g 0 1 A|N a,1/2,g 0 1 A|V a,b,0 0 1 A|W a,b,1/2 0 1 A
    17|x,y,z;x,-y,-z;-x,y,-z+1/2;-x,-y,z+1/2|DT 0,b,0 02 2 AAAB|LD 0,0,g 03 2 AAAB|SM a,0,0 0\
    1 2 AAAB|A a,0,1/2 01 2 AAAB|B 0,b,1/2 02 2 AEAF|C a,1/2,0 01 2 AAAB|D 1/2,b,0 02 2 AAAB|P 1/\
    2,b,1/2 02 2 AEAF|Q 1/2,1/2,g 03 2 AAAB|E a,1/2,1/2 01 2 AAAB|G 1/2,0,g 03 2 AAAB|H 0,1/2,g 0\
    3 2 AAAB|K 0,b,g 0 1 A|L 1/2,b,g 0 1 A|M a,0,g 0 1 A|N a,1/2,g 0 1 A|V a,b,0 0 1 A|W a,b,1/\
    2 0 1 A
    18|x,y,z;x+1/2,-y+1/2,-z;-x+1/2,y+1/2,-z;-x,-y,z|DT 0,b,0 02 2 AAAB|LD 0,0,g 03 2 AAAB|SM a,0\
    ,0 01 2 AAAB|A a,0,1/2 01 2 AAAB|B 0,b,1/2 02 2 AAAB|C a,1/2,0 01 2 AEAF|D 1/2,b,0 02 2 AEAF|\
    P 1/2,b,1/2 02 2 AEAF|Q 1/2,1/2,g 03 2 AAAB|E a,1/2,1/2 01 2 AEAF|G 1/2,0,g 03 2 AAAB|H 0,1/2\
    ,g 03 2 AAAB|K 0,b,g 0 1 A|L 1/2,b,g 0 1 A|M a,0,g 0 1 A|N a,1/2,g 0 1 A|V a,b,0 0 1 A|W a,b,\
    1/2 0 1 A
    19|x,y,z;x+1/2,-y+1/2,-z;-x,y+1/2,-z+1/2;-x+1/2,-y,z+1/2|DT 0,b,0 02 2 AAAB|LD 0,0,g 03 2 AAA\
    B|SM a,0,0 01 2 AAAB|A a,0,1/2 01 2 AAAB|B 0,b,1/2 02 2 AEAF|C a,1/2,0 01 2 AEAF|D 1/2,b,0 0\
    2 2 AAAB|P 1/2,b,1/2 02 2 AEAF|Q 1/2,1/2,g 03 2 AEAF|E a,1/2,1/2 01 2 AEAF|G 1/2,0,g 03 2 AEA\
    F|H 0,1/2,g 03 2 AAAB|K 0,b,g 0 1 A|L 1/2,b,g 0 1 A|M a,0,g 0 1 A|N a,1/2,g 0 1 A|V a,b,\
    0 0 1 A|W a,b,1/2 0 1 A
    20|x,y,z;x,-y,-z;-x,y,-z+1/2;-x,-y,z+1/2|DT 0,b,0 02 2 AAAB|LD 0,0,g 03 2 AAAB|SM a,0,0 0\
    1 2 AAAB|A a,0,1/2 01 2 AAAB|B 0,b,1/2 02 2 AEAF|D 1/2,1/2,g 03 2 AAAB|H 1,0,g 03 2 AAAB|K 0,\
    b,g 0 1 A|M a,0,g 0 1 A|P a,b,0 0 1 A|Q a,b,1/2 0 1 A
    21|x,y,z;x,-y,-z;-x,y,-z;-x,-y,z|DT 0,b,0 02 2 AAAB|LD 0,0,g 03 2 AAAB|SM a,0,0 01 2 AAAB|A a\
    ,0,1/2 01 2 AAAB|B 0,b,1/2 02 2 AAAB|D 1/2,1/2,g 03 2 AAAB|H 1,0,g 03 2 AAAB|K 0,b,g 0 1 A|\
    M a,0,g 0 1 A|P a,b,0 0 1 A|Q a,b,1/2 0 1 A
    22|x,y,z;x,-y,-z;-x,y,-z;-x,-y,z|DT 0,b,0 02 2 AAAB|LD 0,0,g 03 2 AAAB|SM a,0,0 01 2 AAAB|A a\
    ,0,1 01 2 AAAB|B 0,b,1 02 2 AAAB|H 0,1,g 03 2 AAAB|E 0,b,g 0 1 A|J a,0,g 0 1 A|M a,b,0 0 1 A
    23|x,y,z;x,-y,-z;-x,y,-z;-x,-y,z|DT 0,b,0 02 2 AAAB|LD 0,0,g 03 2 AAAB|SM a,0,0 01 2 AAAB|Q 1\
    /2,b,1/2 02 2 AAAB|P 1/2,1/2,g 03 2 AAAB|D a,1/2,1/2 01 2 AAAB|A 0,b,g 0 1 A|B a,0,g 0 1 A|\
    C a,b,0 0 1 A
    24|x,y,z;x,-y,-z+1/2;-x+1/2,y,-z;-x,-y+1/2,z|DT 0,b,0 02 2 AAAB|LD 0,0,g 03 2 AAAB|SM a,0,0 0\
    1 2 AAAB|Q 1/2,b,1/2 02 2 AEAF|P 1/2,1/2,g 03 2 AEAF|D a,1/2,1/2 01 2 AEAF|A 0,b,g 0 1 A|B a,\
    0,g 0 1 A|C a,b,0 0 1 A
    25|x,y,z;-x,-y,z;-x,y,z;x,-y,z|DT 0,b,0 02 2 AAAB|LD 0,0,g 012 4 AAAAABABAABB|SM a,0,0 03 2 A\
    AAB|A a,0,1/2 03 2 AAAB|B 0,b,1/2 02 2 AAAB|C a,1/2,0 03 2 AAAB|D 1/2,b,0 02 2 AAAB|P 1/2,b,1\
    /2 02 2 AAAB|Q 1/2,1/2,g 012 4 AAAAABABAABB|E a,1/2,1/2 03 2 AAAB|G 1/2,0,g 012 4 AAAAABABAAB\
    B|H 0,1/2,g 012 4 AAAAABABAABB|K 0,b,g 02 2 AAAB|L 1/2,b,g 02 2 AAAB|M a,0,g 03 2 AAAB|N a,1/\
    2,g 03 2 AAAB|V a,b,0 0 1 A|W a,b,1/2 0 1 A
    26|x,y,z;-x,-y,z+1/2;-x,y,z;x,-y,z+1/2|DT 0,b,0 02 2 AAAB|LD 0,0,g 012 4 AAAAABABAABB|SM a,0,\
    0 03 2 AAAB|A a,0,1/2 03 2 AAAB|B 0,b,1/2 02 2 AAAB|C a,1/2,0 03 2 AAAB|D 1/2,b,0 02 2 AAAB|\
    P 1/2,b,1/2 02 2 AAAB|Q 1/2,1/2,g 012 4 AAAAABABAABB|E a,1/2,1/2 03 2 AAAB|G 1/2,0,g 012 4 AA\
    AAABABAABB|H 0,1/2,g 012 4 AAAAABABAABB|K 0,b,g 02 2 AAAB|L 1/2,b,g 02 2 AAAB|M a,0,g 03 2 AA\
    AB|N a,1/2,g 03 2 AAAB|V a,b,0 0 1 A|W a,b,1/2 0 1 A
    27|x,y,z;-x,-y,z;-x,y,z+1/2;x,-y,z+1/2|DT 0,b,0 02 2 AAAB|LD 0,0,g 012 4 AAAAABABAABB|SM a,0,\
    0 03 2 AAAB|A a,0,1/2 03 2 AAAB|B 0,b,1/2 02 2 AAAB|C a,1/2,0 03 2 AAAB|D 1/2,b,0 02 2 AAAB|\
    P 1/2,b,1/2 02 2 AAAB|Q 1/2,1/2,g 012 4 AAAAABABAABB|E a,1/2,1/2 03 2 AAAB|G 1/2,0,g 012 4 AA\
    AAABABAABB|H 0,1/2,g 012 4 AAAAABABAABB|K 0,b,g 02 2 AAAB|L 1/2,b,g 02 2 AAAB|M a,0,g 03 2 AA\
    AB|N a,1/2,g 03 2 AAAB|V a,b,0 0 1 A|W a,b,1/2 0 1 A
    28|x,y,z;-x,-y,z;-x+1/2,y,z;x+1/2,-y,z|DT 0,b,0 02 2 AAAB|LD 0,0,g 012 4 AAAAABABAABB|SM a,0,\
    0 03 2 AAAB|A a,0,1/2 03 2 AAAB|B 0,b,1/2 02 2 AAAB|C a,1/2,0 03 2 AAAB|D 1/2,b,0 02 2 AEAF|\
    P 1/2,b,1/2 02 2 AEAF|Q 1/2,1/2,g 0 1 D|E a,1/2,1/2 03 2 AAAB|G 1/2,0,g 0 1 D|H 0,1/2,g 01\
    2 4 AAAAABABAABB|K 0,b,g 02 2 AAAB|L 1/2,b,g 02 2 AEAF|M a,0,g 03 2 AAAB|N a,1/2,g 03 2 AAAB|\
    V a,b,0 0 1 A|W a,b,1/2 0 1 A
    29|x,y,z;-x,-y,z+1/2;-x+1/2,y,z+1/2;x+1/2,-y,z|DT 0,b,0 02 2 AAAB|LD 0,0,g 012 4 AAAAABABAABB\
    |SM a,0,0 03 2 AAAB|A a,0,1/2 03 2 AAAB|B 0,b,1/2 02 2 AAAB|C a,1/2,0 03 2 AAAB|D 1/2,b,0 0\
    2 2 AEAF|P 1/2,b,1/2 02 2 AEAF|Q 1/2,1/2,g 0 1 D|E a,1/2,1/2 03 2 AAAB|G 1/2,0,g 0 1 D|H 0,1/\
    2,g 012 4 AAAAABABAABB|K 0,b,g 02 2 AAAB|L 1/2,b,g 02 2 AFAE|M a,0,g 03 2 AAAB|N a,1/2,g 0\
    3 2 AAAB|V a,b,0 0 1 A|W a,b,1/2 0 1 A
    30|x,y,z;-x,-y,z;-x,y+1/2,z+1/2;x,-y+1/2,z+1/2|DT 0,b,0 02 2 AAAB|LD 0,0,g 012 4 AAAAABABAABB\
    |SM a,0,0 03 2 AAAB|A a,0,1/2 03 2 AAAB|B 0,b,1/2 02 2 ABAA|C a,1/2,0 03 2 AEAF|D 1/2,b,0 0\
    2 2 AAAB|P 1/2,b,1/2 02 2 ABAA|Q 1/2,1/2,g 0 1 D|E a,1/2,1/2 03 2 AEAF|G 1/2,0,g 012 4 AAAAAB\
    ABAABB|H 0,1/2,g 0 1 D|K 0,b,g 02 2 AAAB|L 1/2,b,g 02 2 AAAB|M a,0,g 03 2 AAAB|N a,1/2,g 0\
    3 2 AFAE|V a,b,0 0 1 A|W a,b,1/2 0 1 A
    31|x,y,z;-x+1/2,-y,z+1/2;-x,y,z;x+1/2,-y,z+1/2|DT 0,b,0 02 2 AAAB|LD 0,0,g 012 4 AAAAABABAABB\
    |SM a,0,0 03 2 AAAB|A a,0,1/2 03 2 ABAA|B 0,b,1/2 02 2 AAAB|C a,1/2,0 03 2 AAAB|D 1/2,b,0 0\
    2 2 AAAB|P 1/2,b,1/2 02 2 AAAB|Q 1/2,1/2,g 0 1 D|E a,1/2,1/2 03 2 ABAA|G 1/2,0,g 0 1 D|H 0,1/\
    2,g 012 4 AAAAABABAABB|K 0,b,g 02 2 AAAB|L 1/2,b,g 02 2 AAAB|M a,0,g 03 2 AAAB|N a,1/2,g 0\
    3 2 AAAB|V a,b,0 0 1 A|W a,b,1/2 0 1 A
    32|x,y,z;-x,-y,z;-x+1/2,y+1/2,z;x+1/2,-y+1/2,z|DT 0,b,0 02 2 AAAB|LD 0,0,g 012 4 AAAAABABAABB\
    |SM a,0,0 03 2 AAAB|A a,0,1/2 03 2 AAAB|B 0,b,1/2 02 2 AAAB|C a,1/2,0 03 2 AEAF|D 1/2,b,0 0\
    2 2 AEAF|P 1/2,b,1/2 02 2 AEAF|Q 1/2,1/2,g 012 4 AAEAAFABEABF|E a,1/2,1/2 03 2 AEAF|G 1/2,0,\
    g 0 1 D|H 0,1/2,g 0 1 D|K 0,b,g 02 2 AAAB|L 1/2,b,g 02 2 AFAE|M a,0,g 03 2 AAAB|N a,1/2,g 0\
    3 2 AFAE|V a,b,0 0 1 A|W a,b,1/2 0 1 A
    33|x,y,z;-x,-y,z+1/2;-x+1/2,y+1/2,z+1/2;x+1/2,-y+1/2,z|DT 0,b,0 02 2 AAAB|LD 0,0,g 012 4 AAAA\
    ABABAABB|SM a,0,0 03 2 AAAB|A a,0,1/2 03 2 AAAB|B 0,b,1/2 02 2 ABAA|C a,1/2,0 03 2 AEAF|D 1/2\
    ,b,0 02 2 AEAF|P 1/2,b,1/2 02 2 AFAE|Q 1/2,1/2,g 012 4 AAFAAEABFABE|E a,1/2,1/2 03 2 AEAF|G 1\
    /2,0,g 0 1 D|H 0,1/2,g 0 1 D|K 0,b,g 02 2 AAAB|L 1/2,b,g 02 2 AFAE|M a,0,g 03 2 AAAB|N a,1/2,\
    g 03 2 AFAE|V a,b,0 0 1 A|W a,b,1/2 0 1 A
    34|x,y,z;-x,-y,z;-x+1/2,y+1/2,z+1/2;x+1/2,-y+1/2,z+1/2|DT 0,b,0 02 2 AAAB|LD 0,0,g 012 4 AAAA\
    ABABAABB|SM a,0,0 03 2 AAAB|A a,0,1/2 03 2 ABAA|B 0,b,1/2 02 2 ABAA|C a,1/2,0 03 2 AEAF|D 1/2\
    ,b,0 02 2 AEAF|P 1/2,b,1/2 02 2 AFAE|Q 1/2,1/2,g 012 4 AAFAAEABFABE|E a,1/2,1/2 03 2 AFAE|G 1\
    /2,0,g 0 1 D|H 0,1/2,g 0 1 D|K 0,b,g 02 2 AAAB|L 1/2,b,g 02 2 AFAE|M a,0,g 03 2 AAAB|N a,1/2,\
    g 03 2 AFAE|V a,b,0 0 1 A|W a,b,1/2 0 1 A
    35|x,y,z;-x,-y,z;-x,y,z;x,-y,z|DT 0,b,0 02 2 AAAB|LD 0,0,g 012 4 AAAAABABAABB|SM a,0,0 03 2 A\
    AAB|A a,0,1/2 03 2 AAAB|B 0,b,1/2 02 2 AAAB|D 1/2,1/2,g 01 2 AAAB|H 1,0,g 012 4 AAAAABABAABB|\
    K 0,b,g 02 2 AAAB|M a,0,g 03 2 AAAB|P a,b,0 0 1 A|Q a,b,1/2 0 1 A
    36|x,y,z;-x,-y,z+1/2;-x,y,z;x,-y,z+1/2|DT 0,b,0 02 2 AAAB|LD 0,0,g 012 4 AAAAABABAABB|SM a,0,\
    0 03 2 AAAB|A a,0,1/2 03 2 AAAB|B 0,b,1/2 02 2 AAAB|D 1/2,1/2,g 01 2 AAAB|H 1,0,g 012 4 AAAAA\
    BABAABB|K 0,b,g 02 2 AAAB|M a,0,g 03 2 AAAB|P a,b,0 0 1 A|Q a,b,1/2 0 1 A
    37|x,y,z;-x,-y,z;-x,y,z+1/2;x,-y,z+1/2|DT 0,b,0 02 2 AAAB|LD 0,0,g 012 4 AAAAABABAABB|SM a,0,\
    0 03 2 AAAB|A a,0,1/2 03 2 AAAB|B 0,b,1/2 02 2 AAAB|D 1/2,1/2,g 01 2 AAAB|H 1,0,g 012 4 AAAAA\
    BABAABB|K 0,b,g 02 2 AAAB|M a,0,g 03 2 AAAB|P a,b,0 0 1 A|Q a,b,1/2 0 1 A
    38|x,y,z;-x,-y,z;-x,y,z;x,-y,z|DT 0,b,0 02 2 AAAB|LD a,0,0 03 2 AAAB|SM 0,0,g 012 4 AAAAABABB\
    ABA|A 1/2,0,g 012 4 AAAAABABBABA|B 1/2,b,0 02 2 AAAB|D a,1/2,-1/2 0 1 A|H a,0,-1 03 2 AAAB|\
    K a,b,0 0 1 A|M a,0,g 03 2 AAAB|P 0,b,g 02 2 AAAB|Q 1/2,b,g 02 2 AAAB
    39|x,y,z;-x,-y,z;-x,y,z+1/2;x,-y,z+1/2|DT 0,b,0 02 2 AAAB|LD a,0,0 03 2 AAAB|SM 0,0,g 012 4 A\
    AAAABABBABA|A 1/2,0,g 012 4 AAAAABABBABA|B 1/2,b,0 02 2 AAAB|D a,1/2,-1/2 0 1 A|H a,0,-1 0\
    3 2 ABAA|K a,b,0 0 1 A|M a,0,g 03 2 AAAB|P 0,b,g 02 2 AAAB|Q 1/2,b,g 02 2 AAAB
    40|x,y,z;-x,-y,z;-x+1/2,y,z;x+1/2,-y,z|DT 0,b,0 02 2 AAAB|LD a,0,0 03 2 AAAB|SM 0,0,g 012 4 A\
    AAAABABBABA|A 1/2,0,g 0 1 D|B 1/2,b,0 02 2 AEAF|D a,1/2,-1/2 0 1 A|H a,0,-1 03 2 AAAB|K a,b,\
    0 0 1 A|M a,0,g 03 2 AAAB|P 0,b,g 02 2 AAAB|Q 1/2,b,g 02 2 AEAF
    41|x,y,z;-x,-y,z;-x+1/2,y,z+1/2;x+1/2,-y,z+1/2|DT 0,b,0 02 2 AAAB|LD a,0,0 03 2 AAAB|SM 0,0,\
    g 012 4 AAAAABABBABA|A 1/2,0,g 0 1 D|B 1/2,b,0 02 2 AEAF|D a,1/2,-1/2 0 1 A|H a,0,-1 03 2 AAA\
    B|K a,b,0 0 1 A|M a,0,g 03 2 AAAB|P 0,b,g 02 2 AAAB|Q 1/2,b,g 02 2 AFAE
    42|x,y,z;-x,-y,z;-x,y,z;x,-y,z|DT 0,b,0 02 2 AAAB|LD 0,0,g 012 4 AAAAABABAABB|SM a,0,0 03 2 A\
    AAB|A a,0,1 03 2 AAAB|B 0,b,1 02 2 AAAB|H 0,1,g 012 4 AAAAABABAABB|E 0,b,g 02 2 AAAB|J a,0,\
    g 03 2 AAAB|M a,b,0 0 1 A
    43|x,y,z;-x,-y,z;-x+1/4,y+1/4,z+1/4;x+1/4,-y+1/4,z+1/4|DT 0,b,0 02 2 AAAB|LD 0,0,g 012 4 AAAA\
    ABABAABB|SM a,0,0 03 2 AAAB|A a,0,1 03 2 ABAA|B 0,b,1 02 2 ABAA|H 0,1,g 0 1 D|E 0,b,g 02 2 AA\
    AB|J a,0,g 03 2 AAAB|M a,b,0 0 1 A
    44|x,y,z;-x,-y,z;-x,y,z;x,-y,z|DT 0,b,0 02 2 AAAB|LD 0,0,g 012 4 AAAAABABAABB|SM a,0,0 03 2 A\
    AAB|Q 1/2,b,1/2 0 1 A|P 1/2,1/2,g 01 2 AAAB|D a,1/2,1/2 0 1 A|A 0,b,g 02 2 AAAB|B a,0,g 0\
    3 2 AAAB|C a,b,0 0 1 A
    45|x,y,z;-x,-y,z;-x,y,z+1/2;x,-y,z+1/2|DT 0,b,0 02 2 AAAB|LD 0,0,g 012 4 AAAAABABAABB|SM a,0,\
    0 03 2 AAAB|Q 1/2,b,1/2 0 1 A|P 1/2,1/2,g 01 2 AAAB|D a,1/2,1/2 0 1 A|A 0,b,g 02 2 AAAB|B a,0\
    ,g 03 2 AAAB|C a,b,0 0 1 A
    46|x,y,z;-x,-y,z;-x+1/2,y,z;x+1/2,-y,z|DT 0,b,0 02 2 AAAB|LD 0,0,g 012 4 AAAAABABAABB|SM a,0,\
    0 03 2 AAAB|Q 1/2,b,1/2 0 1 A|P 1/2,1/2,g 01 2 AAAB|D a,1/2,1/2 0 1 A|A 0,b,g 02 2 AAAB|B a,0\
    ,g 03 2 AAAB|C a,b,0 0 1 A
    47|x,y,z;x,-y,-z;-x,y,-z;-x,-y,z;-x,y,z;x,-y,z;x,y,-z|DT 0,b,0 024 4 AAAAABABAABB|LD 0,0,g 03\
    4 4 AAAAABABAABB|SM a,0,0 015 4 AAAAABABAABB|A a,0,1/2 015 4 AAAAABABAABB|B 0,b,1/2 024 4 AAA\
    AABABAABB|C a,1/2,0 015 4 AAAAABABAABB|D 1/2,b,0 024 4 AAAAABABAABB|P 1/2,b,1/2 024 4 AAAAABA\
    BAABB|Q 1/2,1/2,g 034 4 AAAAABABAABB|E a,1/2,1/2 015 4 AAAAABABAABB|G 1/2,0,g 034 4 AAAAABABA\
    ABB|H 0,1/2,g 034 4 AAAAABABAABB|K 0,b,g 04 2 AAAB|L 1/2,b,g 04 2 AAAB|M a,0,g 05 2 AAAB|N a,\
    1/2,g 05 2 AAAB|V a,b,0 06 2 AAAB|W a,b,1/2 06 2 AAAB
    48|x,y,z;x,-y+1/2,-z+1/2;-x+1/2,y,-z+1/2;-x+1/2,-y+1/2,z;-x,y+1/2,z+1/2;x+1/2,-y,z+1/2;x+1/2,\
    y+1/2,-z|DT 0,b,0 024 4 AAAAABABAABB|LD 0,0,g 034 4 AAAAABABAABB|SM a,0,0 015 4 AAAAABABAABB|\
    A a,0,1/2 0 1 D|B 0,b,1/2 0 1 D|C a,1/2,0 0 1 D|D 1/2,b,0 0 1 D|P 1/2,b,1/2 024 4 ABAABBAAAAA\
    B|Q 1/2,1/2,g 034 4 ABAABBAAAAAB|E a,1/2,1/2 015 4 ABAABBAAAAAB|G 1/2,0,g 0 1 D|H 0,1/2,\
    g 0 1 D|K 0,b,g 04 2 AAAB|L 1/2,b,g 04 2 AAAB|M a,0,g 05 2 AAAB|N a,1/2,g 05 2 AAAB|V a,b,0 0\
    6 2 AAAB|W a,b,1/2 06 2 AAAB
    49|x,y,z;x,-y,-z+1/2;-x,y,-z+1/2;-x,-y,z;-x,y,z+1/2;x,-y,z+1/2;x,y,-z|DT 0,b,0 024 4 AAAAABAB\
    AABB|LD 0,0,g 034 4 AAAAABABAABB|SM a,0,0 015 4 AAAAABABAABB|A a,0,1/2 0 1 D|B 0,b,1/2 0 1 D|\
    C a,1/2,0 015 4 AAAAABABAABB|D 1/2,b,0 024 4 AAAAABABAABB|P 1/2,b,1/2 0 1 D|Q 1/2,1/2,g 03\
    4 4 AAAAABABAABB|E a,1/2,1/2 0 1 D|G 1/2,0,g 034 4 AAAAABABAABB|H 0,1/2,g 034 4 AAAAABABAABB|\
    K 0,b,g 04 2 AAAB|L 1/2,b,g 04 2 AAAB|M a,0,g 05 2 AAAB|N a,1/2,g 05 2 AAAB|V a,b,0 06 2 AAAB\
    |W a,b,1/2 06 2 AAAB
    50|x,y,z;x,-y+1/2,-z;-x+1/2,y,-z;-x+1/2,-y+1/2,z;-x,y+1/2,z;x+1/2,-y,z;x+1/2,y+1/2,-z|DT 0,b,\
    0 024 4 AAAAABABAABB|LD 0,0,g 034 4 AAAAABABAABB|SM a,0,0 015 4 AAAAABABAABB|A a,0,1/2 01\
    5 4 AAAAABABAABB|B 0,b,1/2 024 4 AAAAABABAABB|C a,1/2,0 0 1 D|D 1/2,b,0 0 1 D|P 1/2,b,1/\
    2 0 1 D|Q 1/2,1/2,g 034 4 ABBABAAABAAA|E a,1/2,1/2 0 1 D|G 1/2,0,g 0 1 D|H 0,1/2,g 0 1 D|K 0,\
    b,g 04 2 AAAB|L 1/2,b,g 04 2 AAAB|M a,0,g 05 2 AAAB|N a,1/2,g 05 2 AAAB|V a,b,0 06 2 AAAB|W a\
    ,b,1/2 06 2 AAAB
    51|x,y,z;x+1/2,-y,-z;-x,y,-z;-x+1/2,-y,z;-x+1/2,y,z;x,-y,z;x+1/2,y,-z|DT 0,b,0 024 4 AAAAABAB\
    AABB|LD 0,0,g 034 4 AAAAABABAABB|SM a,0,0 015 4 AAAAABABAABB|A a,0,1/2 015 4 AAAAABABAABB|B 0\
    ,b,1/2 024 4 AAAAABABAABB|C a,1/2,0 015 4 AAAAABABAABB|D 1/2,b,0 0 1 D|P 1/2,b,1/2 0 1 D|Q 1/\
    2,1/2,g 034 4 AEEAEFAFEAFF|E a,1/2,1/2 015 4 AAAAABABAABB|G 1/2,0,g 034 4 AEEAEFAFEAFF|H 0,1/\
    2,g 034 4 AAAAABABAABB|K 0,b,g 04 2 AAAB|L 1/2,b,g 04 2 AEAF|M a,0,g 05 2 AAAB|N a,1/2,g 0\
    5 2 AAAB|V a,b,0 06 2 AAAB|W a,b,1/2 06 2 AAAB
    52|x,y,z;x,-y+1/2,-z+1/2;-x+1/2,y+1/2,-z+1/2;-x+1/2,-y,z;-x,y+1/2,z+1/2;x+1/2,-y+1/2,z+1/2;x+\
    1/2,y,-z|DT 0,b,0 024 4 AAAAABABAABB|LD 0,0,g 034 4 AAAAABABAABB|SM a,0,0 015 4 AAAAABABAABB|\
    A a,0,1/2 0 1 D|B 0,b,1/2 0 1 D|C a,1/2,0 015 4 AEEAEFAFEAFF|D 1/2,b,0 0 1 D|P 1/2,b,1/2 02\
    4 4 ABBABAAABAAA|Q 1/2,1/2,g 034 4 AEBAEAAFBAFA|E a,1/2,1/2 0 1 D|G 1/2,0,g 0 1 D|H 0,1/2,\
    g 0 1 D|K 0,b,g 04 2 AAAB|L 1/2,b,g 04 2 AAAB|M a,0,g 05 2 AAAB|N a,1/2,g 05 2 AFAE|V a,b,0 0\
    6 2 AAAB|W a,b,1/2 06 2 AAAB
    53|x,y,z;x,-y,-z;-x+1/2,y,-z+1/2;-x+1/2,-y,z+1/2;-x,y,z;x+1/2,-y,z+1/2;x+1/2,y,-z+1/2|DT 0,b,\
    0 024 4 AAAAABABAABB|LD 0,0,g 034 4 AAAAABABAABB|SM a,0,0 015 4 AAAAABABAABB|A a,0,1/2 0 1 D|\
    B 0,b,1/2 024 4 AEAAEBAFAAFB|C a,1/2,0 015 4 AAAAABABAABB|D 1/2,b,0 0 1 D|P 1/2,b,1/2 0 1 D|\
    Q 1/2,1/2,g 0 1 D|E a,1/2,1/2 0 1 D|G 1/2,0,g 0 1 D|H 0,1/2,g 034 4 AAAAABABAABB|K 0,b,g 0\
    4 2 AAAB|L 1/2,b,g 04 2 AAAB|M a,0,g 05 2 AAAB|N a,1/2,g 05 2 AAAB|V a,b,0 06 2 AAAB|W a,b,1/\
    2 06 2 AFAE
    54|x,y,z;x+1/2,-y,-z+1/2;-x,y,-z+1/2;-x+1/2,-y,z;-x+1/2,y,z+1/2;x,-y,z+1/2;x+1/2,y,-z|DT 0,b,\
    0 024 4 AAAAABABAABB|LD 0,0,g 034 4 AAAAABABAABB|SM a,0,0 015 4 AAAAABABAABB|A a,0,1/2 0 1 D|\
    B 0,b,1/2 0 1 D|C a,1/2,0 015 4 AAAAABABAABB|D 1/2,b,0 0 1 D|P 1/2,b,1/2 024 4 AEEAEFAFEAFF|\
    Q 1/2,1/2,g 034 4 AEEAEFAFEAFF|E a,1/2,1/2 0 1 D|G 1/2,0,g 034 4 AEEAEFAFEAFF|H 0,1/2,g 03\
    4 4 AAAAABABAABB|K 0,b,g 04 2 AAAB|L 1/2,b,g 04 2 AFAE|M a,0,g 05 2 AAAB|N a,1/2,g 05 2 AAAB|\
    V a,b,0 06 2 AAAB|W a,b,1/2 06 2 AAAB
    55|x,y,z;x+1/2,-y+1/2,-z;-x+1/2,y+1/2,-z;-x,-y,z;-x+1/2,y+1/2,z;x+1/2,-y+1/2,z;x,y,-z|DT 0,b,\
    0 024 4 AAAAABABAABB|LD 0,0,g 034 4 AAAAABABAABB|SM a,0,0 015 4 AAAAABABAABB|A a,0,1/2 01\
    5 4 AAAAABABAABB|B 0,b,1/2 024 4 AAAAABABAABB|C a,1/2,0 015 4 AEEAEFAFEAFF|D 1/2,b,0 024 4 AE\
    EAEFAFEAFF|P 1/2,b,1/2 024 4 AEEAEFAFEAFF|Q 1/2,1/2,g 034 4 AAEAAFABEABF|E a,1/2,1/2 015 4 AE\
    EAEFAFEAFF|G 1/2,0,g 0 1 D|H 0,1/2,g 0 1 D|K 0,b,g 04 2 AAAB|L 1/2,b,g 04 2 AFAE|M a,0,g 0\
    5 2 AAAB|N a,1/2,g 05 2 AFAE|V a,b,0 06 2 AAAB|W a,b,1/2 06 2 AAAB
    56|x,y,z;x+1/2,-y,-z+1/2;-x,y+1/2,-z+1/2;-x+1/2,-y+1/2,z;-x+1/2,y,z+1/2;x,-y+1/2,z+1/2;x+1/2,\
    y+1/2,-z|DT 0,b,0 024 4 AAAAABABAABB|LD 0,0,g 034 4 AAAAABABAABB|SM a,0,0 015 4 AAAAABABAABB|\
    A a,0,1/2 0 1 D|B 0,b,1/2 0 1 D|C a,1/2,0 0 1 D|D 1/2,b,0 0 1 D|P 1/2,b,1/2 024 4 AEEAEFAFEAF\
    F|Q 1/2,1/2,g 034 4 ABEABFAAEAAF|E a,1/2,1/2 015 4 AEEAEFAFEAFF|G 1/2,0,g 034 4 AEEAEFAFEAFF|\
    H 0,1/2,g 034 4 AEAAEBAFAAFB|K 0,b,g 04 2 AAAB|L 1/2,b,g 04 2 AFAE|M a,0,g 05 2 AAAB|N a,1/2,\
    g 05 2 AFAE|V a,b,0 06 2 AAAB|W a,b,1/2 06 2 AAAB
    57|x,y,z;x,-y+1/2,-z;-x,y+1/2,-z+1/2;-x,-y,z+1/2;-x,y+1/2,z;x,-y+1/2,z+1/2;x,y,-z+1/2|DT 0,b,\
    0 024 4 AAAAABABAABB|LD 0,0,g 034 4 AAAAABABAABB|SM a,0,0 015 4 AAAAABABAABB|A a,0,1/2 0 1 D|\
    B 0,b,1/2 024 4 AEAAEBAFAAFB|C a,1/2,0 015 4 AEEAEFAFEAFF|D 1/2,b,0 024 4 AAAAABABAABB|P 1/2,\
    b,1/2 024 4 AEAAEBAFAAFB|Q 1/2,1/2,g 0 1 D|E a,1/2,1/2 0 1 D|G 1/2,0,g 034 4 AAAAABABAABB|H 0\
    ,1/2,g 0 1 D|K 0,b,g 04 2 AAAB|L 1/2,b,g 04 2 AAAB|M a,0,g 05 2 AAAB|N a,1/2,g 05 2 AFAE|V a,\
    b,0 06 2 AAAB|W a,b,1/2 06 2 AEAF
    58|x,y,z;x+1/2,-y+1/2,-z+1/2;-x+1/2,y+1/2,-z+1/2;-x,-y,z;-x+1/2,y+1/2,z+1/2;x+1/2,-y+1/2,z+1/\
    2;x,y,-z|DT 0,b,0 024 4 AAAAABABAABB|LD 0,0,g 034 4 AAAAABABAABB|SM a,0,0 015 4 AAAAABABAABB|\
    A a,0,1/2 0 1 D|B 0,b,1/2 0 1 D|C a,1/2,0 015 4 AEEAEFAFEAFF|D 1/2,b,0 024 4 AEEAEFAFEAFF|P 1\
    /2,b,1/2 0 1 D|Q 1/2,1/2,g 034 4 AAFAAEABFABE|E a,1/2,1/2 0 1 D|G 1/2,0,g 0 1 D|H 0,1/2,\
    g 0 1 D|K 0,b,g 04 2 AAAB|L 1/2,b,g 04 2 AFAE|M a,0,g 05 2 AAAB|N a,1/2,g 05 2 AFAE|V a,b,0 0\
    6 2 AAAB|W a,b,1/2 06 2 AAAB
    59|x,y,z;x+1/2,-y,-z;-x,y+1/2,-z;-x+1/2,-y+1/2,z;-x+1/2,y,z;x,-y+1/2,z;x+1/2,y+1/2,-z|DT 0,b,\
    0 024 4 AAAAABABAABB|LD 0,0,g 034 4 AAAAABABAABB|SM a,0,0 015 4 AAAAABABAABB|A a,0,1/2 01\
    5 4 AAAAABABAABB|B 0,b,1/2 024 4 AAAAABABAABB|C a,1/2,0 0 1 D|D 1/2,b,0 0 1 D|P 1/2,b,1/\
    2 0 1 D|Q 1/2,1/2,g 034 4 ABEABFAAEAAF|E a,1/2,1/2 0 1 D|G 1/2,0,g 034 4 AEEAEFAFEAFF|H 0,1/2\
    ,g 034 4 AEAAEBAFAAFB|K 0,b,g 04 2 AAAB|L 1/2,b,g 04 2 AEAF|M a,0,g 05 2 AAAB|N a,1/2,g 0\
    5 2 AEAF|V a,b,0 06 2 AAAB|W a,b,1/2 06 2 AAAB
    60|x,y,z;x+1/2,-y+1/2,-z;-x,y,-z+1/2;-x+1/2,-y+1/2,z+1/2;-x+1/2,y+1/2,z;x,-y,z+1/2;x+1/2,y+1/\
    2,-z+1/2|DT 0,b,0 024 4 AAAAABABAABB|LD 0,0,g 034 4 AAAAABABAABB|SM a,0,0 015 4 AAAAABABAABB|\
    A a,0,1/2 0 1 D|B 0,b,1/2 024 4 AEAAEBAFAAFB|C a,1/2,0 0 1 D|D 1/2,b,0 0 1 D|P 1/2,b,1/\
    2 0 1 D|Q 1/2,1/2,g 0 1 D|E a,1/2,1/2 015 4 AEAAEBAFAAFB|G 1/2,0,g 034 4 AEEAEFAFEAFF|H 0,1/2\
    ,g 0 1 D|K 0,b,g 04 2 AAAB|L 1/2,b,g 04 2 AFAE|M a,0,g 05 2 AAAB|N a,1/2,g 05 2 AAAB|V a,b,\
    0 06 2 AAAB|W a,b,1/2 06 2 AFAE
    61|x,y,z;x+1/2,-y+1/2,-z;-x,y+1/2,-z+1/2;-x+1/2,-y,z+1/2;-x+1/2,y+1/2,z;x,-y+1/2,z+1/2;x+1/2,\
    y,-z+1/2|DT 0,b,0 024 4 AAAAABABAABB|LD 0,0,g 034 4 AAAAABABAABB|SM a,0,0 015 4 AAAAABABAABB|\
    A a,0,1/2 0 1 D|B 0,b,1/2 024 4 AEAAEBAFAAFB|C a,1/2,0 015 4 AEEAEFAFEAFF|D 1/2,b,0 0 1 D|P 1\
    /2,b,1/2 0 1 D|Q 1/2,1/2,g 0 1 D|E a,1/2,1/2 0 1 D|G 1/2,0,g 034 4 AEEAEFAFEAFF|H 0,1/2,\
    g 0 1 D|K 0,b,g 04 2 AAAB|L 1/2,b,g 04 2 AFAE|M a,0,g 05 2 AAAB|N a,1/2,g 05 2 AFAE|V a,b,0 0\
    6 2 AAAB|W a,b,1/2 06 2 AFAE
    62|x,y,z;x+1/2,-y+1/2,-z+1/2;-x,y+1/2,-z;-x+1/2,-y,z+1/2;-x+1/2,y+1/2,z+1/2;x,-y+1/2,z;x+1/2,\
    y,-z+1/2|DT 0,b,0 024 4 AAAAABABAABB|LD 0,0,g 034 4 AAAAABABAABB|SM a,0,0 015 4 AAAAABABAABB|\
    A a,0,1/2 015 4 AEAAEBAFAAFB|B 0,b,1/2 0 1 D|C a,1/2,0 015 4 AEEAEFAFEAFF|D 1/2,b,0 0 1 D|P 1\
    /2,b,1/2 024 4 AAFAAEABFABE|Q 1/2,1/2,g 0 1 D|E a,1/2,1/2 015 4 ABEABFAAEAAF|G 1/2,0,g 03\
    4 4 AEEAEFAFEAFF|H 0,1/2,g 0 1 D|K 0,b,g 04 2 AAAB|L 1/2,b,g 04 2 AFAE|M a,0,g 05 2 AAAB|N a,\
    1/2,g 05 2 AEAF|V a,b,0 06 2 AAAB|W a,b,1/2 06 2 AFAE
    63|x,y,z;x,-y,-z;-x,y,-z+1/2;-x,-y,z+1/2;-x,y,z;x,-y,z+1/2;x,y,-z+1/2|DT 0,b,0 024 4 AAAAABAB\
    AABB|LD 0,0,g 034 4 AAAAABABAABB|SM a,0,0 015 4 AAAAABABAABB|A a,0,1/2 0 1 D|B 0,b,1/2 02\
    4 4 AEAAEBAFAAFB|D 1/2,1/2,g 03 2 AAAB|H 1,0,g 034 4 AAAAABABAABB|K 0,b,g 04 2 AAAB|M a,0,g 0\
    5 2 AAAB|P a,b,0 06 2 AAAB|Q a,b,1/2 06 2 AEAF
    64|x,y,z;x,-y,-z;-x+1/2,y,-z+1/2;-x+1/2,-y,z+1/2;-x,y,z;x+1/2,-y,z+1/2;x+1/2,y,-z+1/2|DT 0,b,\
    0 024 4 AAAAABABAABB|LD 0,0,g 034 4 AAAAABABAABB|SM a,0,0 015 4 AAAAABABAABB|A a,0,1/2 0 1 D|\
    B 0,b,1/2 024 4 AEAAEBAFAAFB|D 1/2,1/2,g 03 2 AEAF|H 1,0,g 034 4 AAAAABABAABB|K 0,b,g 04 2 AA\
    AB|M a,0,g 05 2 AAAB|P a,b,0 06 2 AAAB|Q a,b,1/2 06 2 AFAE
    65|x,y,z;x,-y,-z;-x,y,-z;-x,-y,z;-x,y,z;x,-y,z;x,y,-z|DT 0,b,0 024 4 AAAAABABAABB|LD 0,0,g 03\
    4 4 AAAAABABAABB|SM a,0,0 015 4 AAAAABABAABB|A a,0,1/2 015 4 AAAAABABAABB|B 0,b,1/2 024 4 AAA\
    AABABAABB|D 1/2,1/2,g 03 2 AAAB|H 1,0,g 034 4 AAAAABABAABB|K 0,b,g 04 2 AAAB|M a,0,g 05 2 AAA\
    B|P a,b,0 06 2 AAAB|Q a,b,1/2 06 2 AAAB
    66|x,y,z;x,-y,-z+1/2;-x,y,-z+1/2;-x,-y,z;-x,y,z+1/2;x,-y,z+1/2;x,y,-z|DT 0,b,0 024 4 AAAAABAB\
    AABB|LD 0,0,g 034 4 AAAAABABAABB|SM a,0,0 015 4 AAAAABABAABB|A a,0,1/2 0 1 D|B 0,b,1/2 0 1 D|\
    D 1/2,1/2,g 03 2 AAAB|H 1,0,g 034 4 AAAAABABAABB|K 0,b,g 04 2 AAAB|M a,0,g 05 2 AAAB|P a,b,\
    0 06 2 AAAB|Q a,b,1/2 06 2 AAAB
    67|x,y,z;x,-y,-z;-x+1/2,y,-z;-x+1/2,-y,z;-x,y,z;x+1/2,-y,z;x+1/2,y,-z|DT 0,b,0 024 4 AAAAABAB\
    AABB|LD 0,0,g 034 4 AAAAABABAABB|SM a,0,0 015 4 AAAAABABAABB|A a,0,1/2 015 4 AAAAABABAABB|B 0\
    ,b,1/2 024 4 AAAAABABAABB|D 1/2,1/2,g 03 2 AEAF|H 1,0,g 034 4 ABAABBAAAAAB|K 0,b,g 04 2 AAAB|\
    M a,0,g 05 2 AAAB|P a,b,0 06 2 AAAB|Q a,b,1/2 06 2 AAAB
    68|x,y,z;x,-y+1/2,-z+1/2;-x,y,-z+1/2;-x,-y+1/2,z;-x+1/2,y,z+1/2;x+1/2,-y+1/2,z+1/2;x+1/2,y,-z\
    |DT 0,b,0 024 4 AAAAABABAABB|LD 0,0,g 034 4 AAAAABABAABB|SM a,0,0 015 4 AAAAABABAABB|A a,0,1/\
    2 0 1 D|B 0,b,1/2 0 1 D|D 1/2,1/2,g 03 2 AEAF|H 1,0,g 034 4 AAAAABABAABB|K 0,b,g 04 2 AAAB|\
    M a,0,g 05 2 AAAB|P a,b,0 06 2 AAAB|Q a,b,1/2 06 2 AAAB
    69|x,y,z;x,-y,-z;-x,y,-z;-x,-y,z;-x,y,z;x,-y,z;x,y,-z|DT 0,b,0 024 4 AAAAABABAABB|LD 0,0,g 03\
    4 4 AAAAABABAABB|SM a,0,0 015 4 AAAAABABAABB|A a,0,1 015 4 AAAAABABAABB|B 0,b,1 024 4 AAAAABA\
    BAABB|H 0,1,g 034 4 AAAAABABAABB|E 0,b,g 04 2 AAAB|J a,0,g 05 2 AAAB|M a,b,0 06 2 AAAB
    70|x,y,z;x,-y+3/4,-z+3/4;-x+3/4,y,-z+3/4;-x+3/4,-y+3/4,z;-x,y+1/4,z+1/4;x+1/4,-y,z+1/4;x+1/4,\
    y+1/4,-z|DT 0,b,0 024 4 AAAAABABAABB|LD 0,0,g 034 4 AAAAABABAABB|SM a,0,0 015 4 AAAAABABAABB|\
    A a,0,1 0 1 D|B 0,b,1 0 1 D|H 0,1,g 0 1 D|E 0,b,g 04 2 AAAB|J a,0,g 05 2 AAAB|M a,b,0 06 2 AA\
    AB
    71|x,y,z;x,-y,-z;-x,y,-z;-x,-y,z;-x,y,z;x,-y,z;x,y,-z|DT 0,b,0 024 4 AAAAABABAABB|LD 0,0,g 03\
    4 4 AAAAABABAABB|SM a,0,0 015 4 AAAAABABAABB|Q 1/2,b,1/2 02 2 AAAB|P 1/2,1/2,g 03 2 AAAB|D a,\
    1/2,1/2 01 2 AAAB|A 0,b,g 04 2 AAAB|B a,0,g 05 2 AAAB|C a,b,0 06 2 AAAB
    72|x,y,z;x,-y,-z+1/2;-x,y,-z+1/2;-x,-y,z;-x,y,z+1/2;x,-y,z+1/2;x,y,-z|DT 0,b,0 024 4 AAAAABAB\
    AABB|LD 0,0,g 034 4 AAAAABABAABB|SM a,0,0 015 4 AAAAABABAABB|Q 1/2,b,1/2 02 2 AEAF|P 1/2,1/2,\
    g 03 2 AAAB|D a,1/2,1/2 01 2 AEAF|A 0,b,g 04 2 AAAB|B a,0,g 05 2 AAAB|C a,b,0 06 2 AAAB
    73|x,y,z;x,-y,-z+1/2;-x+1/2,y,-z;-x,-y+1/2,z;-x,y,z+1/2;x+1/2,-y,z;x,y+1/2,-z|DT 0,b,0 02\
    4 4 AAAAABABAABB|LD 0,0,g 034 4 AAAAABABAABB|SM a,0,0 015 4 AAAAABABAABB|Q 1/2,b,1/2 02 2 AEA\
    F|P 1/2,1/2,g 03 2 AEAF|D a,1/2,1/2 01 2 AEAF|A 0,b,g 04 2 AAAB|B a,0,g 05 2 AAAB|C a,b,0 0\
    6 2 AAAB
    74|x,y,z;x,-y,-z;-x,y+1/2,-z;-x,-y+1/2,z;-x,y,z;x,-y+1/2,z;x,y+1/2,-z|DT 0,b,0 024 4 AAAAABAB\
    AABB|LD 0,0,g 034 4 AAAAABABAABB|SM a,0,0 015 4 AAAAABABAABB|Q 1/2,b,1/2 02 2 AAAB|P 1/2,1/2,\
    g 03 2 AEAF|D a,1/2,1/2 01 2 AAAB|A 0,b,g 04 2 AAAB|B a,0,g 05 2 AAAB|C a,b,0 06 2 AAAB
    75|x,y,z;-x,-y,z;-y,x,z|SM a,a,0 0 1 A|DT 0,b,0 0 1 A|LD 0,0,g 02 4 AAABAFAE|Y a,1/2,0 0 1 A|\
    V 1/2,1/2,g 02 4 AAABAFAE|W 0,1/2,g 01 2 AAAB|S a,a,1/2 0 1 A|T a,1/2,1/2 0 1 A|U 0,b,1/\
    2 0 1 A|B 0,b,g 0 1 A|C a,a,g 0 1 A|D a,b,0 0 1 A|E a,b,1/2 0 1 A|F a,1/2,g 0 1 A
    76|x,y,z;-x,-y,z+1/2;-y,x,z+1/4|SM a,a,0 0 1 A|DT 0,b,0 0 1 A|LD 0,0,g 02 4 AAABAEAF|Y a,1/2,\
    0 0 1 A|V 1/2,1/2,g 02 4 AAABAEAF|W 0,1/2,g 01 2 AAAB|S a,a,1/2 0 1 A|T a,1/2,1/2 0 1 A|U 0,b\
    ,1/2 0 1 A|B 0,b,g 0 1 A|C a,a,g 0 1 A|D a,b,0 0 1 A|E a,b,1/2 0 1 A|F a,1/2,g 0 1 A
    77|x,y,z;-x,-y,z;-y,x,z+1/2|SM a,a,0 0 1 A|DT 0,b,0 0 1 A|LD 0,0,g 02 4 AAABAEAF|Y a,1/2,\
    0 0 1 A|V 1/2,1/2,g 02 4 AAABAEAF|W 0,1/2,g 01 2 AAAB|S a,a,1/2 0 1 A|T a,1/2,1/2 0 1 A|U 0,b\
    ,1/2 0 1 A|B 0,b,g 0 1 A|C a,a,g 0 1 A|D a,b,0 0 1 A|E a,b,1/2 0 1 A|F a,1/2,g 0 1 A
    78|x,y,z;-x,-y,z+1/2;-y,x,z+3/4|SM a,a,0 0 1 A|DT 0,b,0 0 1 A|LD 0,0,g 02 4 AAABAEAF|Y a,1/2,\
    0 0 1 A|V 1/2,1/2,g 02 4 AAABAEAF|W 0,1/2,g 01 2 AAAB|S a,a,1/2 0 1 A|T a,1/2,1/2 0 1 A|U 0,b\
    ,1/2 0 1 A|B 0,b,g 0 1 A|C a,a,g 0 1 A|D a,b,0 0 1 A|E a,b,1/2 0 1 A|F a,1/2,g 0 1 A
    79|x,y,z;-x,-y,z;-y,x,z|SM a,0,0 0 1 A|LD 0,0,g 02 4 AAABAFAE|DT a,a,0 0 1 A|Q 1/2,b,1/\
    2 0 1 A|W 1/2,1/2,g 01 2 AAAB|Y a,-a+1,0 0 1 A|A a,a,g 0 1 A|B a,0,g 0 1 A|C a,b,0 0 1 A
    80|x,y,z;-x,-y,z;-y,x+1/2,z+1/4|SM a,0,0 0 1 A|LD 0,0,g 02 4 AAABAEAF|DT a,a,0 0 1 A|Q 1/2,b,\
    1/2 0 1 A|W 1/2,1/2,g 01 2 AAAB|Y a,-a+1,0 0 1 A|A a,a,g 0 1 A|B a,0,g 0 1 A|C a,b,0 0 1 A
    81|x,y,z;-x,-y,z|SM a,a,0 0 1 A|DT 0,b,0 0 1 A|LD 0,0,g 01 2 AAAB|Y a,1/2,0 0 1 A|V 1/2,1/2,\
    g 01 2 AAAB|W 0,1/2,g 01 2 AAAB|S a,a,1/2 0 1 A|T a,1/2,1/2 0 1 A|U 0,b,1/2 0 1 A|B 0,b,\
    g 0 1 A|C a,a,g 0 1 A|D a,b,0 0 1 A|E a,b,1/2 0 1 A|F a,1/2,g 0 1 A
    82|x,y,z;-x,-y,z|SM a,0,0 0 1 A|LD 0,0,g 01 2 AAAB|DT a,a,0 0 1 A|Q 1/2,b,1/2 0 1 A|W 1/2,1/2\
    ,g 01 2 AAAB|Y a,-a+1,0 0 1 A|A a,a,g 0 1 A|B a,0,g 0 1 A|C a,b,0 0 1 A
    83|x,y,z;-x,-y,z;-y,x,z;x,y,-z|SM a,a,0 03 2 AAAB|DT 0,b,0 03 2 AAAB|LD 0,0,g 02 4 AAABAFAE|\
    Y a,1/2,0 03 2 AAAB|V 1/2,1/2,g 02 4 AAABAFAE|W 0,1/2,g 01 2 AAAB|S a,a,1/2 03 2 AAAB|T a,1/2\
    ,1/2 03 2 AAAB|U 0,b,1/2 03 2 AAAB|B 0,b,g 0 1 A|C a,a,g 0 1 A|D a,b,0 03 2 AAAB|E a,b,1/2 0\
    3 2 AAAB|F a,1/2,g 0 1 A
    84|x,y,z;-x,-y,z;-y,x,z+1/2;x,y,-z|SM a,a,0 03 2 AAAB|DT 0,b,0 03 2 AAAB|LD 0,0,g 02 4 AAABAE\
    AF|Y a,1/2,0 03 2 AAAB|V 1/2,1/2,g 02 4 AAABAEAF|W 0,1/2,g 01 2 AAAB|S a,a,1/2 03 2 AAAB|T a,\
    1/2,1/2 03 2 AAAB|U 0,b,1/2 03 2 AAAB|B 0,b,g 0 1 A|C a,a,g 0 1 A|D a,b,0 03 2 AAAB|E a,b,1/\
    2 03 2 AAAB|F a,1/2,g 0 1 A
    85|x,y,z;-x+1/2,-y+1/2,z;-y+1/2,x,z;x+1/2,y+1/2,-z|SM a,a,0 03 2 AAAB|DT 0,b,0 03 2 AAAB|LD 0\
    ,0,g 02 4 AAABAFAE|Y a,1/2,0 03 2 ABAA|V 1/2,1/2,g 02 4 ABAAAFAE|W 0,1/2,g 01 2 AEAF|S a,a,1/\
    2 03 2 AAAB|T a,1/2,1/2 03 2 ABAA|U 0,b,1/2 03 2 AAAB|B 0,b,g 0 1 A|C a,a,g 0 1 A|D a,b,0 0\
    3 2 AAAB|E a,b,1/2 03 2 AAAB|F a,1/2,g 0 1 A
    86|x,y,z;-x+1/2,-y+1/2,z;-y,x+1/2,z+1/2;x+1/2,y+1/2,-z|SM a,a,0 03 2 AAAB|DT 0,b,0 03 2 AAAB|\
    LD 0,0,g 02 4 AAABAEAF|Y a,1/2,0 03 2 ABAA|V 1/2,1/2,g 02 4 ABAAAEAF|W 0,1/2,g 01 2 AFAE|S a,\
    a,1/2 03 2 AAAB|T a,1/2,1/2 03 2 ABAA|U 0,b,1/2 03 2 AAAB|B 0,b,g 0 1 A|C a,a,g 0 1 A|D a,b,\
    0 03 2 AAAB|E a,b,1/2 03 2 ABAA|F a,1/2,g 0 1 A
    87|x,y,z;-x,-y,z;-y,x,z;x,y,-z|SM a,0,0 03 2 AAAB|LD 0,0,g 02 4 AAABAFAE|DT a,a,0 03 2 AAAB|\
    Q 1/2,b,1/2 0 1 A|W 1/2,1/2,g 01 2 AAAB|Y a,-a+1,0 03 2 AAAB|A a,a,g 0 1 A|B a,0,g 0 1 A|C a,\
    b,0 03 2 AAAB
    88|x,y,z;-x,-y+1/2,z;-y+3/4,x+1/4,z+1/4;x,y+1/2,-z|SM a,0,0 03 2 AAAB|LD 0,0,g 02 4 AAABAEAF|\
    DT a,a,0 03 2 AAAB|Q 1/2,b,1/2 0 1 A|W 1/2,1/2,g 01 2 AFAE|Y a,-a+1,0 03 2 AAAB|A a,a,g 0 1 A\
    |B a,0,g 0 1 A|C a,b,0 03 2 AAAB
    """
}
